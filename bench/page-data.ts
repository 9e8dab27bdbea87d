import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { emptyDocument } from '#shared/document/presets.ts';

/** What the pages of bench/pages.ts are about. */
export type PageData = { contactId: string; draftId: string; finishedId: string; formId: string };

const BATCH = 100_000;
const DAY_MS = 86_400_000;

async function run(text: string, values: unknown[]): Promise<void> {
  await hotPool().query({ text, values });
}

/** `count` contacts in 24 groups of two levels, each subscribed, one in fifty blocked or undeliverable, with three attributes. */
async function makeContacts(workspaceId: string, topicId: string, count: number): Promise<string> {
  const evidenceId = uuid7();
  await run(
    `INSERT INTO evidence ("workspaceId", id, source, at, text) VALUES ($1, $2, 'import', now() - interval '90 days', 'bench')`,
    [workspaceId, evidenceId],
  );
  await run(
    `INSERT INTO attributes ("workspaceId", id, key, label, type, choices, position)
     SELECT $1, gen_random_uuid(), a.key, a.label, a.type::"AttributeType", '{}', a.position
     FROM (VALUES ('comune', 'Comune', 'text', 0), ('tessera', 'Tessera', 'number', 1), ('socio_dal', 'Socio dal', 'date', 2))
       AS a (key, label, type, position)`,
    [workspaceId],
  );
  await run(
    `WITH parents AS (INSERT INTO groups ("workspaceId", id, name, position)
         SELECT $1, gen_random_uuid(), 'Gruppo ' || n, n FROM generate_series(1, 6) n RETURNING id)
     INSERT INTO groups ("workspaceId", id, "parentId", name, position)
       SELECT $1, gen_random_uuid(), parents.id, 'Sottogruppo ' || n, n FROM parents, generate_series(1, 3) n`,
    [workspaceId],
  );
  for (let from = 0; from < count; from += BATCH) {
    const to = Math.min(from + BATCH, count) - 1;
    // Ids of the last ninety days in order of time, as an installation that grew would have.
    await run(
      `WITH made AS (
         INSERT INTO contacts ("workspaceId", id, address, "addressKey", "firstName", "lastName", language, attributes, "createdAt")
         SELECT $1, (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - (($4::bigint - n) * 7000)), 12, '0') || '7'
             || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
           'persona' || n || '@' || (ARRAY['posta', 'corriere', 'lario', 'mail', 'studio'])[1 + n % 5] || '.example',
           'persona' || n || '@' || (ARRAY['posta', 'corriere', 'lario', 'mail', 'studio'])[1 + n % 5] || '.example',
           (ARRAY['Anna', 'Marco', 'Giulia', 'Luca', 'Elena', 'Paolo', 'Sara'])[1 + n % 7],
           (ARRAY['Rossi', 'Ferrari', 'Russo', 'Bianchi', 'Colombo', 'Ricci', 'Marino', 'Greco', 'Conti', 'Costa', 'Villa'])[1 + n % 11],
           'it', jsonb_build_object('comune', 'Comune ' || n % 400, 'tessera', n, 'socio_dal', '2020-01-01'),
           now() - make_interval(secs => ($4::bigint - n) * 7)
         FROM generate_series($2::bigint, $3::bigint) n RETURNING id, "addressKey"
       ), subscribed AS (
         INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis, "evidenceId")
         SELECT $1, id, $5, 'subscribed', now() - interval '90 days', 'consent', $6 FROM made
       ), grouped AS (
         INSERT INTO group_members ("workspaceId", "groupId", "contactId")
         SELECT $1, g.id, made.id FROM made
         JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM groups WHERE "workspaceId" = $1) g
           ON g.place = ('x' || substr(md5(made."addressKey"), 1, 4))::bit(16)::int % 24
       )
       INSERT INTO address_states ("workspaceId", "addressKey", deliverability, "deliverabilityAt", reason)
       SELECT $1, "addressKey", 'undeliverable', now() - interval '10 days', 'unknown-user' FROM made
       WHERE ('x' || substr(md5("addressKey"), 5, 4))::bit(16)::int % 50 = 0`,
      [workspaceId, from, to, count, topicId, evidenceId],
    );
  }
  const { rows } = await hotPool().query<{ id: string }>(
    `SELECT id FROM contacts WHERE "workspaceId" = $1 ORDER BY id DESC OFFSET 100 LIMIT 1`,
    [workspaceId],
  );
  return rows[0]?.id ?? '';
}

async function makeCampaign(ctx: TenantCtx, name: string, state: string, audience: number): Promise<string> {
  const id = uuid7();
  const topic = await ctx.db.topic.findFirstOrThrow({ where: { isDefault: true } });
  const startedAt = new Date(Date.now() - 3 * DAY_MS);
  await run(
    `INSERT INTO campaigns ("workspaceId", id, name, state, "stateAt", subject, "fromName", "fromAddress", "topicId", document,
       "startedAt", "finishedAt", audience, "includeGroupIds", "excludeGroupIds")
     VALUES ($1, $2, $3, $4::"CampaignState", $5, $3, 'Bench', 'ciao@bench.example', $6, $7, $8, $9, $10, '{}', '{}')`,
    [
      ctx.workspace.id,
      id,
      name,
      state,
      startedAt,
      topic.id,
      JSON.stringify(emptyDocument('it')),
      state === 'draft' ? null : startedAt,
      state === 'finished' ? startedAt : null,
      state === 'draft' ? null : audience,
    ],
  );
  return id;
}

/** The ledger of a campaign to everybody: most accepted, some bounced, skipped or still waiting; a third opened, a tenth clicked. */
async function makeDeliveries(workspaceId: string, campaignId: string, waiting: boolean): Promise<void> {
  await run(
    `INSERT INTO deliveries ("workspaceId", "campaignId", "contactId", "stateAt", state, "trackOpens", "trackClicks", reason)
     SELECT $1, $2, id, now() - interval '3 days',
       (CASE WHEN n % 50 = 0 THEN 'bounced' WHEN n % 41 = 0 THEN 'skipped' WHEN $3 AND n % 2 = 0 THEN 'queued' ELSE 'accepted' END)::delivery_state,
       (CASE WHEN n % 10 < 7 THEN 'individual' ELSE 'aggregate' END)::"TrackingLevel",
       (CASE WHEN n % 10 < 7 THEN 'individual' ELSE 'aggregate' END)::"TrackingLevel",
       CASE WHEN n % 50 = 0 THEN 'unknown-user' WHEN n % 41 = 0 THEN 'unsubscribed' END
     FROM (SELECT id, row_number() OVER () AS n FROM contacts WHERE "workspaceId" = $1) c`,
    [workspaceId, campaignId, waiting],
  );
  await run(
    `INSERT INTO campaign_links ("workspaceId", "campaignId", index, url, label)
     SELECT $1, $2, n, 'https://bench.example/' || n, 'Collegamento ' || n FROM generate_series(0, 9) n`,
    [workspaceId, campaignId],
  );
  if (waiting) return;
  await run(
    `INSERT INTO events (id, "workspaceId", "campaignId", "contactId", at, kind, link, class, reason)
     SELECT (lpad(to_hex((extract(epoch FROM e.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(e.id::text || e.kind), 1, 3)
         || '8' || substr(md5(e.id::text || e.kind), 4, 15))::uuid,
       $1, $2, e.id, e.at, e.kind, e.link, e.class, 'bench'
     FROM (
       SELECT d."contactId" AS id, now() - make_interval(mins => (n % 4000)::int) AS at, k.kind, k.link,
         (CASE WHEN n % 5 = 0 THEN 'unknowable' WHEN n % 17 = 0 THEN 'machine' ELSE 'likely-human' END) AS class
       FROM (SELECT "contactId", row_number() OVER () AS n FROM deliveries
             WHERE "campaignId" = $2 AND state = 'accepted' AND "trackOpens" = 'individual') d
       JOIN LATERAL (VALUES ('open', NULL::smallint, 3), ('click', (n % 10)::smallint, 10)) AS k (kind, link, every) ON n % k.every = 0
     ) e`,
    [workspaceId, campaignId],
  );
  await run(
    `INSERT INTO event_counters ("workspaceId", "campaignId", kind, link, class, hour, events)
     SELECT "workspaceId", "campaignId", kind, coalesce(link, -1), class, date_trunc('hour', at), count(*)
     FROM events WHERE "campaignId" = $1 GROUP BY 1, 2, 3, 4, 5, 6`,
    [campaignId],
  );
}

async function makeTrail(workspaceId: string): Promise<void> {
  await run(
    `INSERT INTO audit_entries (id, "workspaceId", at, "actorKind", "actorName", action, "subjectKind", "subjectName")
     SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - n::bigint * 60000), 12, '0') || '7' || substr(md5(n::text), 1, 3)
         || '8' || substr(md5(n::text), 4, 15))::uuid,
       $1, now() - make_interval(mins => n::int), 'person', 'Bench', 'campaigns.save', 'campaign', 'Bench'
     FROM generate_series(1, 50000) n`,
    [workspaceId],
  );
}

/** Published, with ten thousand who signed up by it. */
async function makeForm(workspaceId: string): Promise<string> {
  const id = uuid7();
  await run(
    `INSERT INTO forms ("workspaceId", id, "publicId", name, state, "stateAt", definition, "createdAt", "updatedAt")
     VALUES ($1, $2, 'bench', 'Bench', 'draft', now(), '{}', now(), now())`,
    [workspaceId, id],
  );
  await run(
    `INSERT INTO sign_ups ("workspaceId", id, "formId", "formRevision", state, address, "addressKey", values, consents, language, at, site,
       "fromAddress", agent, "expiresAt")
     SELECT $1, gen_random_uuid(), $2, 1, 'confirmed', 'i' || n || '@posta.example', 'i' || n || '@posta.example', '{}', '[]', 'it',
       now() - make_interval(mins => n::int), 'https://bench.example', '192.0.2.1', 'bench', now()
     FROM generate_series(1, 10000) n`,
    [workspaceId, id],
  );
  return id;
}

/** A workspace as a large customer would have it after three months. */
export async function makePageData(ctx: TenantCtx, contacts: number): Promise<PageData> {
  const workspaceId = ctx.workspace.id;
  const topic = await ctx.db.topic.findFirstOrThrow({ where: { isDefault: true } });
  const contactId = await makeContacts(workspaceId, topic.id, contacts);
  const finishedId = await makeCampaign(ctx, 'A tutti', 'finished', contacts);
  await makeDeliveries(workspaceId, finishedId, false);
  await makeDeliveries(workspaceId, await makeCampaign(ctx, 'A metà', 'suspended', contacts), true);
  for (let n = 0; n < 60; n++) await makeCampaign(ctx, `Numero ${n}`, 'closed', 0);
  const draftId = await makeCampaign(ctx, 'Bozza', 'draft', 0);
  await makeTrail(workspaceId);
  const formId = await makeForm(workspaceId);
  await hotPool().query('VACUUM (ANALYZE)');
  return { contactId, draftId, finishedId, formId };
}
