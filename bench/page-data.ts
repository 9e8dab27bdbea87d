import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { compileCampaign } from '#server/modules/campaigns/index.ts';
import { createForm, publishForm } from '#server/modules/forms/index.ts';
import { presetDocument } from '#shared/document/presets.ts';

/** What the pages of bench/pages.ts are about. */
export type PageData = {
  contactId: string;
  groupId: string;
  draftId: string;
  finishedId: string;
  formId: string;
  importId: string;
};

const BATCH = 100_000;
const DAY_MS = 86_400_000;

async function run(text: string, values: unknown[]): Promise<void> {
  await hotPool().query({ text, values });
}

/** `count` contacts in 24 groups of two levels, each subscribed, one in fifty undeliverable, with five attributes. */
async function makeContacts(workspaceId: string, topicId: string, count: number): Promise<string> {
  const evidenceId = uuid7();
  await run(
    `INSERT INTO evidence ("workspaceId", id, source, at, text) VALUES ($1, $2, 'import', now() - interval '90 days', 'bench')`,
    [workspaceId, evidenceId],
  );
  await run(
    `INSERT INTO attributes ("workspaceId", id, key, label, type, choices, position)
     SELECT $1, gen_random_uuid(), a.key, a.label, a.type::"AttributeType", '{}', a.position
     FROM (VALUES ('comune', 'Comune', 'text', 0), ('tessera', 'Tessera', 'number', 1), ('socio_dal', 'Socio dal', 'date', 2),
       ('telefono', 'Telefono', 'text', 3), ('volontario', 'Volontario', 'boolean', 4)) AS a (key, label, type, position)`,
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
           'it', jsonb_build_object('comune', 'Comune ' || n % 400, 'tessera', n, 'socio_dal', '2020-01-01',
             'telefono', '333' || lpad((n * 7919 % 10000000)::text, 7, '0'), 'volontario', n % 3 = 0),
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
      JSON.stringify(presetDocument('newsletter', 'it')),
      state === 'draft' ? null : startedAt,
      state === 'finished' ? startedAt : null,
      state === 'draft' ? null : audience,
    ],
  );
  return id;
}

/** The ledger of a campaign to `most` contacts: most accepted, some bounced, skipped or still waiting; a third opened, a tenth clicked. */
async function makeDeliveries(
  ctx: TenantCtx,
  campaignId: string,
  options: { most: number; waiting: boolean },
): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await compileCampaign(ctx, campaignId);
  await run(
    `INSERT INTO deliveries ("workspaceId", "campaignId", "contactId", "stateAt", state, "trackOpens", "trackClicks", reason)
     SELECT $1, $2, id, now() - interval '3 days',
       (CASE WHEN n % 50 = 0 THEN 'bounced' WHEN n % 41 = 0 THEN 'skipped' WHEN $3 AND n % 2 = 0 THEN 'queued' ELSE 'accepted' END)::delivery_state,
       (CASE WHEN n % 10 < 7 THEN 'individual' ELSE 'aggregate' END)::"TrackingLevel",
       (CASE WHEN n % 10 < 7 THEN 'individual' ELSE 'aggregate' END)::"TrackingLevel",
       CASE WHEN n % 50 = 0 THEN 'unknown-user' WHEN n % 41 = 0 THEN 'unsubscribed' END
     FROM (SELECT id, row_number() OVER () AS n FROM (SELECT id FROM contacts WHERE "workspaceId" = $1 LIMIT $4) chosen) c`,
    [workspaceId, campaignId, options.waiting, options.most],
  );
  if (options.waiting) return;
  await run(
    `INSERT INTO events (id, "workspaceId", "campaignId", "contactId", at, kind, link, class, reason, agent, address)
     SELECT (lpad(to_hex((extract(epoch FROM e.at) * 1000)::bigint), 12, '0') || '7' || substr(md5($2 || e.id::text || e.kind), 1, 3)
         || '8' || substr(md5($2 || e.id::text || e.kind), 4, 15))::uuid,
       $1, $2::uuid, e.id, e.at, e.kind, e.link, e.class, 'bench', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15', '192.0.2.1'
     FROM (
       SELECT d."contactId" AS id, now() - make_interval(mins => (n % 4000)::int) AS at, k.kind, k.link,
         (CASE WHEN n % 5 = 0 THEN 'unknowable' WHEN n % 17 = 0 THEN 'machine' ELSE 'likely-human' END) AS class
       FROM (SELECT "contactId", row_number() OVER () AS n FROM deliveries
             WHERE "campaignId" = $2::uuid AND state = 'accepted' AND "trackOpens" = 'individual') d
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

/** Published, with `most` who signed up by it. */
async function makeForm(ctx: TenantCtx, name: string, most: number): Promise<string> {
  const { id } = await createForm(ctx, { name, language: 'it' });
  await publishForm(ctx, { id, revision: 1 });
  await run(
    `INSERT INTO sign_ups ("workspaceId", id, "formId", "formRevision", state, address, "addressKey", values, consents, language, at, site,
       "fromAddress", agent, "expiresAt")
     SELECT $1, (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - n::bigint * 60000), 12, '0') || '7' || substr(md5($2 || n::text), 1, 3)
         || '8' || substr(md5($2 || n::text), 4, 15))::uuid, $2::uuid, 1, 'confirmed', 'i' || n || '@posta.example', 'i' || n || '@posta.example',
       '{}', '{"receive": "Sì", "tracking": null, "privacy": ""}', 'it',
       now() - make_interval(mins => n::int), 'https://bench.example', '192.0.2.1', 'bench', now()
     FROM generate_series(1, $3::int) n`,
    [ctx.workspace.id, id, most],
  );
  return id;
}

/** Imports, acts on many contacts and merges of three months. Answers the last import's id. */
async function makeActs(workspaceId: string): Promise<string> {
  const importId = uuid7();
  await run(
    `INSERT INTO imports ("workspaceId", id, state, "stateAt", "fileName", "fileBytes", "blobKey", "rowsTotal", "rowsDone", created,
       "createdAt", "startedAt", "finishedAt", plan)
     SELECT $1, CASE WHEN n = 0 THEN $2::uuid ELSE gen_random_uuid() END, 'finished', at, 'soci-' || n || '.csv', 1000000, 'bench/' || n,
       25000, 25000, 25000, at, at, at, '{"charset": "utf-8", "delimiter": ",", "header": true, "columns": ["Email"], "mapping": [{"kind": "address"}]}'
     FROM (SELECT n, now() - make_interval(days => n) AS at FROM generate_series(0, 39) n) made`,
    [workspaceId, importId],
  );
  await run(
    `INSERT INTO bulk_actions ("workspaceId", id, kind, input, selection, state, "stateAt", total, done, changed, "createdAt", "actorName",
       "finishedAt", "undoUntil")
     SELECT $1, gen_random_uuid(), 'block', '{"kind": "block", "reason": "bench"}', '{"selection": {}}', 'finished', at, 500, 500, 400, at,
       'Bench', at, at + interval '3 days'
     FROM (SELECT now() - make_interval(hours => n) AS at FROM generate_series(1, 400) n) made`,
    [workspaceId],
  );
  return importId;
}

const FINISHED = 40;
const LARGE_AUDIENCE = 30_000;

/** A workspace as a large customer would have it after three months. */
export async function makePageData(ctx: TenantCtx, contacts: number): Promise<PageData> {
  const workspaceId = ctx.workspace.id;
  const topic = await ctx.db.topic.findFirstOrThrow({ where: { isDefault: true } });
  const contactId = await makeContacts(workspaceId, topic.id, contacts);
  const ledger = async (name: string, state: string, most: number) => {
    const id = await makeCampaign(ctx, name, state, most);
    await makeDeliveries(ctx, id, { most, waiting: state === 'suspended' });
    return id;
  };
  const finishedId = await ledger('A tutti', 'finished', contacts);
  await ledger('A metà', 'suspended', contacts);
  for (let n = 0; n < FINISHED; n++) await ledger(`Numero ${n}`, 'finished', Math.min(contacts, LARGE_AUDIENCE));
  const draftId = await makeCampaign(ctx, 'Bozza', 'draft', 0);
  for (let n = 0; n < 20; n++) await makeCampaign(ctx, `Bozza ${n}`, 'draft', 0);
  await makeTrail(workspaceId);
  const formId = await makeForm(ctx, 'Bench', 10_000);
  for (let n = 0; n < 12; n++) await makeForm(ctx, `Modulo ${n}`, 1_000);
  const importId = await makeActs(workspaceId);
  const group = await ctx.db.group.findFirstOrThrow({ where: { parentId: null }, select: { id: true } });
  return { contactId, groupId: group.id, draftId, finishedId, formId, importId };
}
