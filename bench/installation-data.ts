import { hotPool } from '#server/db/sql.ts';

const DAYS_OF_SAMPLES = 90;

const idOf = (series: string) => `md5('${series}' || n)::uuid`;

/**
 * What else an installation of some years holds: `count` other customers with people, purchases, domains, contacts and campaigns, the
 * queues' jobs, the system's mails, the provider's trail, and three months of looks at the service.
 */
export async function makeInstallationData(count: number): Promise<void> {
  for (const text of [
    `INSERT INTO workspaces (id, slug, name, "createdAt", "stateAt", email, "vatNumber", state)
     SELECT ${idOf('w')}, 'cliente-' || n, 'Cliente ' || n, now() - make_interval(hours => n), now() - make_interval(hours => n),
       'info@cliente' || n || '.example', lpad(n::text, 11, '0'), (CASE WHEN n % 100 = 0 THEN 'suspended' ELSE 'active' END)::"WorkspaceState"
     FROM generate_series(1, $1::int) n`,
    `INSERT INTO topics ("workspaceId", id, name, "isDefault") SELECT ${idOf('w')}, ${idOf('t')}, 'Newsletter', true
     FROM generate_series(1, $1::int) n`,
    `INSERT INTO purchases (id, state, "stateAt", plan, months, "startCents", "monthlyCents", email, "expiresAt", "activatedAt", "workspaceId",
       "createdAt", features)
     SELECT ${idOf('p')}, (CASE WHEN n % 40 = 0 THEN 'pending' ELSE 'activated' END)::"PurchaseState", now(), 'NL-S', 12, 0, 2900,
       'info@cliente' || n || '.example', now() + interval '14 days', now(), CASE WHEN n % 40 = 0 THEN NULL ELSE ${idOf('w')} END,
       now() - make_interval(hours => n), '{newsletter}'
     FROM generate_series(1, $1::int) n`,
    `INSERT INTO entitlements ("workspaceId", id, feature, "from", "until", trial, limits)
     SELECT ${idOf('w')}, ${idOf('e')}, 'newsletter', now() - interval '60 days', now() + interval '1 year', n % 9 = 0,
       '{"contacts": 5000, "messagesPerMonth": 50000}'
     FROM generate_series(1, $1::int) n`,
    `INSERT INTO users (id, username, email, name, "passwordHash", "passwordChangedAt")
     SELECT ${idOf('u')}, 'persona-' || n, 'p@cliente' || n || '.example', 'Persona ' || n, 'none', now() FROM generate_series(1, $1::int) n`,
    `INSERT INTO memberships ("workspaceId", "userId", role) SELECT ${idOf('w')}, ${idOf('u')}, 'owner' FROM generate_series(1, $1::int) n`,
    `INSERT INTO sending_domains ("workspaceId", id, domain, "verifiedAt")
     SELECT ${idOf('w')}, ${idOf('d')}, 'cliente' || n || '.example', CASE WHEN n % 30 > 0 THEN now() END FROM generate_series(1, $1::int) n`,
    `INSERT INTO contacts ("workspaceId", id, address, "addressKey")
     SELECT ${idOf('w')}, md5('c' || n || '-' || m)::uuid, 'persona' || m || '@posta.example', 'persona' || m || '@posta.example'
     FROM generate_series(1, $1::int) n, generate_series(1, 50) m`,
    `INSERT INTO campaigns ("workspaceId", id, name, state, "stateAt", "topicId", document, "startedAt", "finishedAt", audience)
     SELECT ${idOf('w')}, md5('g' || n || '-' || m)::uuid, 'Numero ' || m, (CASE WHEN n % 200 = 0 THEN 'overdue' ELSE 'finished' END)::"CampaignState",
       at, ${idOf('t')}, '{}', at, at, 50
     FROM (SELECT n, m, now() - make_interval(hours => n % 700 + m * 24) AS at FROM generate_series(1, $1::int) n, generate_series(1, 4) m) made`,
    `INSERT INTO deliveries ("workspaceId", "campaignId", "contactId", "stateAt", state, "trackOpens", "trackClicks")
     SELECT g."workspaceId", g.id, c.id, g."startedAt", (CASE WHEN random() < 0.02 THEN 'bounced' ELSE 'accepted' END)::delivery_state,
       'aggregate', 'aggregate'
     FROM campaigns g JOIN contacts c ON c."workspaceId" = g."workspaceId" WHERE g.audience = 50 AND $1::int > 0`,
    `INSERT INTO workspace_health ("workspaceId", at, level, reasons, contacts, messages, sent, bounced, complained)
     SELECT ${idOf('w')}, now(), (n % 20 = 0)::int, CASE WHEN n % 20 = 0 THEN '[{"kind": "bounces", "level": 1, "share": 0.06}]' ELSE '[]' END::jsonb,
       50, 200, 200, 4, 0 FROM generate_series(1, $1::int) n`,
    `INSERT INTO system_mails (id, "workspaceId", kind, "to", language, "createdAt", "sentAt")
     SELECT md5('m' || n)::uuid, NULL, 'reset-password', 'p@posta.example', 'it', now() - make_interval(mins => n), now()
     FROM generate_series(1, $1::int * 20) n`,
    `INSERT INTO audit_entries (id, "workspaceId", at, "actorKind", "actorName", action, "subjectKind", "subjectName")
     SELECT md5('a' || n)::uuid, md5('w' || (1 + n % $1::int))::uuid, now() - make_interval(mins => n), 'person', 'Bench', 'campaigns.save',
       'campaign', 'Bench' FROM generate_series(1, $1::int * 50) n`,
    `INSERT INTO sign_in_attempts (id, at, surface, username, "userId", address, network, agent, outcome)
     SELECT md5('s' || n)::uuid, now() - make_interval(mins => n), 'portal', 'persona-' || (n % $1::int), md5('u' || (1 + n % $1::int))::uuid,
       '192.0.2.1', '192.0.2.0/24', 'bench', 'ok' FROM generate_series(1, $1::int * 20) n`,
    `INSERT INTO pgboss.job (name, data, state, created_on, started_on, completed_on, output)
     SELECT 'notifications.send-system-mail', jsonb_build_object('id', md5('m' || n), 'workspaceId', md5('w' || (1 + n % $1::int))::uuid),
       (CASE WHEN n % 100 = 0 THEN 'failed' ELSE 'completed' END)::pgboss.job_state,
       now() - make_interval(mins => n), now() - make_interval(mins => n), now() - make_interval(mins => n), '{"message": "bench"}'
     FROM generate_series(1, $1::int * 20) n`,
    `INSERT INTO health_samples (component, at, ok, "latencyMs")
     SELECT c, date_trunc('minute', now()) - make_interval(mins => n), n % 20000 > 5, 12
     FROM generate_series(1, ${DAYS_OF_SAMPLES * 1440}) n, unnest(ARRAY['web', 'worker', 'database', 'sending', 'tracking', 'mail']) c
     WHERE $1::int > 0`,
  ])
    await hotPool().query(text, [count]);
}
