import { type Sql, sql, tenantExecute, tenantRows, withLock } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import type { AttributeValue } from './attribute-values.ts';
import type { BulkAct } from './schemas.ts';
import { UNSUBSCRIBED_BEFORE_ERASURE } from './sending-status.ts';

/** An act on a batch: `at` marks everything that it writes, so that its undo knows its own work from what came later. */
export type ReadyAct =
  | Exclude<BulkAct, { kind: 'set-attribute' }>
  | { kind: 'set-attribute'; key: string; value: AttributeValue | null };
export type BulkRun = { actionId: string; at: Date; actorName: string; groupIds: readonly string[] };

/** Runs `work` while this process alone holds the action; undefined where another does. */
export const withBulkLock = <R>(actionId: string, work: () => Promise<R>): Promise<R | undefined> =>
  withLock(`contacts.bulk ${actionId}`, work);

const wsOf = (ctx: TenantCtx): Sql => sql`${ctx.workspace.id}::uuid`;

/**
 * Locks those of the contacts that the act would change and keeps what it would change of each, in `contact_befores`. A contact that a
 * run before kept is not kept again: what that run found is what there was. Answers the ids.
 */
async function keepBefore(
  ctx: TenantCtx,
  run: BulkRun,
  ids: readonly string[],
  before: Sql,
  changes: Sql,
): Promise<string[]> {
  const ws = wsOf(ctx);
  const rows = await tenantRows<{ id: string }>(
    ctx,
    sql`WITH held AS MATERIALIZED (
        SELECT c.id FROM contacts c WHERE c."workspaceId" = ${ws} AND c.id = ANY(${[...ids]}::uuid[]) ORDER BY c.id FOR UPDATE),
      kept AS (
        INSERT INTO contact_befores ("workspaceId", "actionId", "contactId", before)
        SELECT ${ws}, ${run.actionId}::uuid, c.id, ${before}
        FROM held JOIN contacts c ON c."workspaceId" = ${ws} AND c.id = held.id WHERE ${changes}
        ON CONFLICT DO NOTHING RETURNING "contactId")
      SELECT "contactId" AS id FROM kept`,
  );
  return rows.map(({ id }) => id);
}

/** One line in each contact's timeline. */
async function note(ctx: TenantCtx, run: BulkRun, ids: readonly string[], kind: string, detail: object): Promise<void> {
  if (ids.length === 0) return;
  const text = JSON.stringify({ ...detail, actionId: run.actionId });
  const lines = ids.map(() => uuid7(ctx.now().getTime()));
  await tenantExecute(
    ctx,
    sql`INSERT INTO contact_changes ("workspaceId", id, "contactId", at, kind, "actorName", detail)
      SELECT ${wsOf(ctx)}, line, contact, ${ctx.now()}::timestamptz, ${kind}, ${run.actorName}, ${text}::jsonb
      FROM unnest(${lines}::uuid[], ${[...ids]}::uuid[]) AS noted (line, contact)`,
  );
}

/** Does the act on the contacts of a batch, within a transaction. Answers how many changed. */
export async function actOnBatch(ctx: TenantCtx, run: BulkRun, act: ReadyAct, ids: readonly string[]): Promise<number> {
  const ws = wsOf(ctx);
  switch (act.kind) {
    case 'add-to-group': {
      const changed = await keepBefore(
        ctx,
        run,
        ids,
        sql`'{}'::jsonb`,
        sql`NOT EXISTS (SELECT FROM group_members m WHERE m."workspaceId" = ${ws} AND m."groupId" = ${act.groupId}::uuid AND m."contactId" = c.id)`,
      );
      await tenantExecute(
        ctx,
        sql`INSERT INTO group_members ("workspaceId", "groupId", "contactId")
          SELECT ${ws}, ${act.groupId}::uuid, id FROM unnest(${changed}::uuid[]) id ON CONFLICT DO NOTHING`,
      );
      await note(ctx, run, changed, 'updated', { fields: ['groups'], joined: act.groupId });
      return changed.length;
    }
    case 'remove-from-group': {
      // With the groups below: who is taken out of the members is no longer reached by what is sent to the members.
      const groupIds = [...run.groupIds];
      const changed = await keepBefore(
        ctx,
        run,
        ids,
        sql`(SELECT jsonb_build_object('groups', jsonb_agg(m."groupId")) FROM group_members m
          WHERE m."workspaceId" = ${ws} AND m."contactId" = c.id AND m."groupId" = ANY(${groupIds}::uuid[]))`,
        sql`EXISTS (SELECT FROM group_members m
          WHERE m."workspaceId" = ${ws} AND m."contactId" = c.id AND m."groupId" = ANY(${groupIds}::uuid[]))`,
      );
      await tenantExecute(
        ctx,
        sql`DELETE FROM group_members WHERE "workspaceId" = ${ws} AND "groupId" = ANY(${groupIds}::uuid[])
          AND "contactId" = ANY(${changed}::uuid[])`,
      );
      await note(ctx, run, changed, 'updated', { fields: ['groups'], left: act.groupId });
      return changed.length;
    }
    case 'set-attribute': {
      const { key, value } = act;
      const same =
        value === null
          ? sql`c.attributes ? ${key}::text`
          : sql`NOT c.attributes @> ${JSON.stringify({ [key]: value })}::jsonb`;
      const changed = await keepBefore(
        ctx,
        run,
        ids,
        sql`jsonb_build_object('value', c.attributes->${key}::text)`,
        same,
      );
      await tenantExecute(
        ctx,
        sql`UPDATE contacts SET "updatedAt" = ${run.at}::timestamptz, attributes = ${
          value === null
            ? sql`attributes - ${key}::text`
            : sql`attributes || ${JSON.stringify({ [key]: value })}::jsonb`
        } WHERE "workspaceId" = ${ws} AND id = ANY(${changed}::uuid[])`,
      );
      await note(ctx, run, changed, 'updated', { fields: [`attributes.${key}`], value });
      return changed.length;
    }
    case 'unsubscribe': {
      const { topicId } = act;
      const mine = sql`s."workspaceId" = ${ws} AND s."contactId" = c.id AND s."topicId" = ${topicId}::uuid`;
      const changed = await keepBefore(
        ctx,
        run,
        ids,
        sql`coalesce((SELECT to_jsonb(s) FROM subscriptions s WHERE ${mine}), '{}'::jsonb)`,
        sql`NOT EXISTS (SELECT FROM subscriptions s WHERE ${mine} AND s.state = 'unsubscribed')`,
      );
      await tenantExecute(
        ctx,
        sql`INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis)
          SELECT ${ws}, id, ${topicId}::uuid, 'unsubscribed', ${run.at}::timestamptz, 'consent' FROM unnest(${changed}::uuid[]) id
          ON CONFLICT ("workspaceId", "contactId", "topicId") DO UPDATE SET state = 'unsubscribed', "stateAt" = ${run.at}::timestamptz`,
      );
      await note(ctx, run, changed, 'unsubscribed', { topicId, via: 'bulk' });
      return changed.length;
    }
    case 'block': {
      const state = sql`a."workspaceId" = ${ws} AND a."addressKey" = c."addressKey"`;
      const changed = await keepBefore(
        ctx,
        run,
        ids,
        sql`coalesce((SELECT jsonb_build_object('allowed', a."certifiedAllowedAt") FROM address_states a WHERE ${state}), '{}'::jsonb)`,
        sql`NOT EXISTS (SELECT FROM address_states a WHERE ${state} AND a."blockedAt" IS NOT NULL)`,
      );
      await tenantExecute(
        ctx,
        sql`INSERT INTO address_states ("workspaceId", "addressKey", "blockedAt", "blockedReason")
          SELECT ${ws}, c."addressKey", ${run.at}::timestamptz, ${act.reason} FROM contacts c
          WHERE c."workspaceId" = ${ws} AND c.id = ANY(${changed}::uuid[])
          ON CONFLICT ("workspaceId", "addressKey") DO UPDATE
            SET "blockedAt" = ${run.at}::timestamptz, "blockedReason" = ${act.reason}, "certifiedAllowedAt" = NULL`,
      );
      await note(ctx, run, changed, 'blocked', { reason: act.reason });
      return changed.length;
    }
    case 'unblock': {
      // Only what a member blocked by hand: a block that remembers a person's own word is not theirs to lift by the dozen.
      const state = sql`a."workspaceId" = ${ws} AND a."addressKey" = c."addressKey" AND a."blockedAt" IS NOT NULL
        AND a."blockedReason" IS DISTINCT FROM ${UNSUBSCRIBED_BEFORE_ERASURE}`;
      const changed = await keepBefore(
        ctx,
        run,
        ids,
        sql`(SELECT jsonb_build_object('at', a."blockedAt", 'reason', a."blockedReason") FROM address_states a WHERE ${state})`,
        sql`EXISTS (SELECT FROM address_states a WHERE ${state})`,
      );
      await tenantExecute(
        ctx,
        sql`UPDATE address_states a SET "blockedAt" = NULL, "blockedReason" = NULL FROM contacts c
          WHERE c."workspaceId" = ${ws} AND c.id = ANY(${changed}::uuid[]) AND a."workspaceId" = ${ws} AND a."addressKey" = c."addressKey"`,
      );
      await note(ctx, run, changed, 'unblocked', {});
      return changed.length;
    }
    case 'delete':
      return deleteBatch(ctx, run, ids);
  }
}

/** All that goes with a contact, as JSON, for an undo: `c` is the contact. */
export const wholeContact = (ws: Sql): Sql => sql`jsonb_build_object(
    'contact', to_jsonb(c) - 'search',
    'groups', (SELECT jsonb_agg(m."groupId") FROM group_members m WHERE m."workspaceId" = ${ws} AND m."contactId" = c.id),
    'subscriptions', (SELECT jsonb_agg(to_jsonb(s)) FROM subscriptions s WHERE s."workspaceId" = ${ws} AND s."contactId" = c.id),
    'changes', (SELECT jsonb_agg(to_jsonb(h)) FROM contact_changes h WHERE h."workspaceId" = ${ws} AND h."contactId" = c.id),
    'evidence', (SELECT jsonb_agg(to_jsonb(e)) FROM evidence e WHERE e."workspaceId" = ${ws} AND e.source <> 'import'
      AND e.id IN (SELECT s."evidenceId" FROM subscriptions s WHERE s."workspaceId" = ${ws} AND s."contactId" = c.id)))`;

/** As an erasure, with everything kept aside until the undo's time is over. */
async function deleteBatch(ctx: TenantCtx, run: BulkRun, ids: readonly string[]): Promise<number> {
  const ws = wsOf(ctx);
  const changed = await keepBefore(ctx, run, ids, wholeContact(ws), sql`true`);
  await tenantExecute(
    ctx,
    sql`INSERT INTO address_states ("workspaceId", "addressKey", "blockedAt", "blockedReason")
      SELECT ${ws}, c."addressKey", ${run.at}::timestamptz, ${UNSUBSCRIBED_BEFORE_ERASURE} FROM contacts c
      WHERE c."workspaceId" = ${ws} AND c.id = ANY(${changed}::uuid[]) AND EXISTS (SELECT FROM subscriptions s
        WHERE s."workspaceId" = ${ws} AND s."contactId" = c.id AND s.state = 'unsubscribed')
      ON CONFLICT ("workspaceId", "addressKey") DO UPDATE
        SET "blockedAt" = ${run.at}::timestamptz, "blockedReason" = ${UNSUBSCRIBED_BEFORE_ERASURE} WHERE address_states."blockedAt" IS NULL`,
  );
  await tenantExecute(
    ctx,
    sql`DELETE FROM evidence WHERE "workspaceId" = ${ws} AND source <> 'import' AND id IN (
      SELECT "evidenceId" FROM subscriptions WHERE "workspaceId" = ${ws} AND "contactId" = ANY(${changed}::uuid[]))`,
  );
  await tenantExecute(
    ctx,
    sql`DELETE FROM contact_changes WHERE "workspaceId" = ${ws} AND "contactId" = ANY(${changed}::uuid[])`,
  );
  await tenantExecute(ctx, sql`DELETE FROM contacts WHERE "workspaceId" = ${ws} AND id = ANY(${changed}::uuid[])`);
  return changed.length;
}

/**
 * Takes the act back for contacts whose state before is kept, within a transaction, where what the act wrote still stands: what others
 * changed since stays. Answers how many are again as they were; what was kept of all of them is used up.
 */
export async function undoBatch(ctx: TenantCtx, run: BulkRun, act: ReadyAct, ids: readonly string[]): Promise<number> {
  const restored = await restore(ctx, run, act, [...ids]);
  await note(ctx, run, restored, 'restored', { act: act.kind });
  await tenantExecute(
    ctx,
    sql`DELETE FROM contact_befores WHERE "workspaceId" = ${wsOf(ctx)} AND "actionId" = ${run.actionId}::uuid
      AND "contactId" = ANY(${[...ids]}::uuid[])`,
  );
  return restored.length;
}

async function restore(ctx: TenantCtx, run: BulkRun, act: ReadyAct, ids: string[]): Promise<string[]> {
  const ws = wsOf(ctx);
  const kept = sql`contact_befores b WHERE b."workspaceId" = ${ws} AND b."actionId" = ${run.actionId}::uuid AND b."contactId" = ANY(${ids}::uuid[])`;
  const idsOf = async (query: Sql) => (await tenantRows<{ id: string }>(ctx, query)).map(({ id }) => id);
  switch (act.kind) {
    case 'add-to-group':
      return idsOf(sql`WITH gone AS (DELETE FROM group_members
          WHERE "workspaceId" = ${ws} AND "groupId" = ${act.groupId}::uuid AND "contactId" = ANY(${ids}::uuid[]) RETURNING "contactId")
        SELECT "contactId" AS id FROM gone`);
    case 'remove-from-group':
      return idsOf(sql`WITH back AS (
          INSERT INTO group_members ("workspaceId", "groupId", "contactId")
          SELECT ${ws}, g.id, c.id FROM (SELECT b."contactId", jsonb_array_elements_text(b.before->'groups')::uuid AS "groupId" FROM ${kept}) was
          JOIN groups g ON g."workspaceId" = ${ws} AND g.id = was."groupId"
          JOIN contacts c ON c."workspaceId" = ${ws} AND c.id = was."contactId"
          ON CONFLICT DO NOTHING RETURNING "contactId")
        SELECT DISTINCT "contactId" AS id FROM back`);
    case 'set-attribute': {
      const { key, value } = act;
      const stands =
        value === null
          ? sql`NOT c.attributes ? ${key}::text`
          : sql`c.attributes @> ${JSON.stringify({ [key]: value })}::jsonb`;
      return idsOf(sql`WITH back AS (
          UPDATE contacts c SET "updatedAt" = ${ctx.now()}::timestamptz, attributes = CASE
            WHEN b.before->'value' = 'null'::jsonb THEN c.attributes - ${key}::text
            ELSE c.attributes || jsonb_build_object(${key}::text, b.before->'value') END
          FROM ${kept} AND c."workspaceId" = ${ws} AND c.id = b."contactId" AND ${stands} RETURNING c.id)
        SELECT id FROM back`);
    }
    case 'unsubscribe': {
      const stands = sql`s."workspaceId" = ${ws} AND s."contactId" = b."contactId" AND s."topicId" = ${act.topicId}::uuid
        AND s.state = 'unsubscribed' AND s."stateAt" = ${run.at}::timestamptz`;
      return idsOf(sql`WITH gone AS (DELETE FROM subscriptions s USING ${kept} AND b.before = '{}'::jsonb AND ${stands} RETURNING s."contactId"),
        back AS (
          UPDATE subscriptions s SET (state, "stateAt", basis, "evidenceId") = (
            SELECT r.state, r."stateAt", r.basis, r."evidenceId" FROM jsonb_populate_record(NULL::subscriptions, b.before) r)
          FROM ${kept} AND b.before <> '{}'::jsonb AND ${stands} RETURNING s."contactId")
        SELECT "contactId" AS id FROM gone UNION ALL SELECT "contactId" FROM back`);
    }
    case 'block':
      return idsOf(sql`WITH back AS (
          UPDATE address_states a SET "blockedAt" = NULL, "blockedReason" = NULL, "certifiedAllowedAt" = (was.before->>'allowed')::timestamptz
          FROM (SELECT c."addressKey", c.id, b.before FROM contacts c, ${kept} AND c."workspaceId" = ${ws} AND c.id = b."contactId") was
          WHERE a."workspaceId" = ${ws} AND a."addressKey" = was."addressKey" AND a."blockedAt" = ${run.at}::timestamptz
          RETURNING was.id)
        SELECT id FROM back`);
    case 'unblock':
      return idsOf(sql`WITH back AS (
          UPDATE address_states a SET "blockedAt" = (was.before->>'at')::timestamptz, "blockedReason" = was.before->>'reason'
          FROM (SELECT c."addressKey", c.id, b.before FROM contacts c, ${kept} AND c."workspaceId" = ${ws} AND c.id = b."contactId") was
          WHERE a."workspaceId" = ${ws} AND a."addressKey" = was."addressKey" AND a."blockedAt" IS NULL
          RETURNING was.id)
        SELECT id FROM back`);
    case 'delete': {
      const back = await idsOf(insertContacts(ws, sql`SELECT b.before->'contact' AS was FROM ${kept}`));
      await restoreParts(
        ctx,
        sql`SELECT b."contactId", b.before FROM ${kept} AND b."contactId" = ANY(${back}::uuid[])`,
      );
      await tenantExecute(
        ctx,
        sql`UPDATE address_states a SET "blockedAt" = NULL, "blockedReason" = NULL FROM contacts c
          WHERE c."workspaceId" = ${ws} AND c.id = ANY(${back}::uuid[]) AND a."workspaceId" = ${ws} AND a."addressKey" = c."addressKey"
            AND a."blockedReason" = ${UNSUBSCRIBED_BEFORE_ERASURE} AND a."blockedAt" = ${run.at}::timestamptz`,
      );
      return back;
    }
  }
}

/** Writes contacts as they were, but where the address or the id is taken; answers the ids of those that are back. */
export const insertContacts = (ws: Sql, was: Sql): Sql => sql`WITH back AS (
    INSERT INTO contacts ("workspaceId", id, address, "addressKey", "firstName", "lastName", language, attributes,
      "trackOpens", "trackClicks", "trackSource", "trackAt", "createdAt", "updatedAt")
    SELECT ${ws}, r.id, r.address, r."addressKey", r."firstName", r."lastName", r.language, r.attributes,
      r."trackOpens", r."trackClicks", r."trackSource", r."trackAt", r."createdAt", r."updatedAt"
    FROM (${was}) kept, LATERAL jsonb_populate_record(NULL::contacts, kept.was) r
    ON CONFLICT DO NOTHING RETURNING id)
  SELECT id FROM back`;

/** Groups, subscriptions, evidence and timeline of contacts that are back; `kept` gives "contactId" and `before`. */
export async function restoreParts(ctx: TenantCtx, kept: Sql): Promise<void> {
  const ws = wsOf(ctx);
  await tenantExecute(
    ctx,
    sql`INSERT INTO group_members ("workspaceId", "groupId", "contactId")
      SELECT ${ws}, g.id, was."contactId" FROM (${kept}) was, jsonb_array_elements_text(nullif(was.before->'groups', 'null')) AS e (id)
      JOIN groups g ON g."workspaceId" = ${ws} AND g.id = e.id::uuid ON CONFLICT DO NOTHING`,
  );
  await tenantExecute(
    ctx,
    sql`INSERT INTO evidence SELECT r.* FROM (${kept}) was, jsonb_populate_recordset(NULL::evidence, nullif(was.before->'evidence', 'null')) r
      WHERE r."workspaceId" = ${ws} ON CONFLICT DO NOTHING`,
  );
  await tenantExecute(
    ctx,
    sql`INSERT INTO subscriptions SELECT r.* FROM (${kept}) was,
        jsonb_populate_recordset(NULL::subscriptions, nullif(was.before->'subscriptions', 'null')) r
      WHERE r."workspaceId" = ${ws} AND EXISTS (SELECT FROM topics t WHERE t."workspaceId" = ${ws} AND t.id = r."topicId")
      ON CONFLICT DO NOTHING`,
  );
  await tenantExecute(
    ctx,
    sql`INSERT INTO contact_changes SELECT r.* FROM (${kept}) was,
        jsonb_populate_recordset(NULL::contact_changes, nullif(was.before->'changes', 'null')) r
      WHERE r."workspaceId" = ${ws} ON CONFLICT DO NOTHING`,
  );
}

/** Ids of the contacts whose state before an action is still kept. */
export async function keptIds(ctx: TenantCtx, actionId: string, limit: number): Promise<string[]> {
  const rows = await ctx.db.contactBefore.findMany({
    where: { actionId },
    select: { contactId: true },
    orderBy: { contactId: 'asc' },
    take: limit,
  });
  return rows.map((row) => row.contactId);
}

/** The texts that contacts had before an act set another; at most as many as an attribute has choices. */
export async function keptValues(ctx: TenantCtx, actionId: string): Promise<string[]> {
  const rows = await tenantRows<{ value: string }>(
    ctx,
    sql`SELECT DISTINCT before->>'value' AS value FROM contact_befores
      WHERE "workspaceId" = ${wsOf(ctx)} AND "actionId" = ${actionId}::uuid AND before->>'value' IS NOT NULL LIMIT 100`,
  );
  return rows.map((row) => row.value);
}

/**
 * A person has unsubscribed while an undo could bring the subscription back: of an earlier act nothing may. What is kept of a deleted contact
 * is unsubscribed where it lies.
 */
export async function forgetSubscription(ctx: TenantCtx, contactId: string, topicId: string): Promise<void> {
  const ws = wsOf(ctx);
  const contact = sql`"workspaceId" = ${ws} AND "contactId" = ${contactId}::uuid`;
  await tenantExecute(
    ctx,
    sql`DELETE FROM contact_befores WHERE ${contact} AND before ?| ARRAY['topicId', 'subscriptions'] AND before->>'topicId' = ${topicId}`,
  );
  const ended = JSON.stringify({ state: 'unsubscribed', stateAt: ctx.now().toISOString() });
  await tenantExecute(
    ctx,
    sql`UPDATE contact_befores SET before = jsonb_set(before, '{subscriptions}', (
        SELECT jsonb_agg(CASE WHEN e->>'topicId' = ${topicId} THEN e || ${ended}::jsonb ELSE e END)
        FROM jsonb_array_elements(before->'subscriptions') e))
      WHERE ${contact} AND before ?| ARRAY['topicId', 'subscriptions'] AND jsonb_typeof(before->'subscriptions') = 'array'`,
  );
}
