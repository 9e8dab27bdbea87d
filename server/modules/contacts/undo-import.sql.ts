import type pg from 'pg';
import { uuid7 } from '#server/lib/uuid.ts';
import { rowIds } from './import-row-id.ts';
import type { ImportSession } from './import-staging.sql.ts';

export type ImportMarks = { evidenceId: string; groupId: string | null; topicId: string; at: Date; actorName: string };

const BATCH = 2_000;

async function inBatch(
  session: ImportSession,
  work: (client: pg.PoolClient) => Promise<{ undone: number; kept: number }>,
) {
  const { client, workspaceId, importId } = session;
  await client.query('BEGIN');
  try {
    const { undone, kept } = await work(client);
    await client.query(
      `UPDATE imports SET undone = undone + $3, "undoKept" = "undoKept" + $4 WHERE "workspaceId" = $1 AND id = $2`,
      [workspaceId, importId, undone, kept],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * Removes the contacts that the import made, known by their ids, but those to whom something happened since: written to, changed, subscribed
 * or unsubscribed, put into another group, signed up, merged. Their subscriptions and groups fall with them.
 */
export async function removeCreated(session: ImportSession, marks: ImportMarks): Promise<void> {
  const { client, workspaceId, importId } = session;
  const idOf = rowIds(importId);
  const [first, last] = [idOf(0), idOf(0xffffffff)];
  for (let after = first; ; ) {
    const page = await client.query<{ id: string }>(
      `SELECT id FROM contacts WHERE "workspaceId" = $1 AND id > $2 AND id <= $3 AND right(id::text, 10) = $4 ORDER BY id LIMIT $5`,
      [workspaceId, after, last, first.slice(-10), BATCH],
    );
    const ids = page.rows.map(({ id }) => id);
    if (ids.length === 0) return;
    await inBatch(session, async () => ({ undone: await removeBatch(session, marks, ids), kept: 0 }));
    after = ids.at(-1) ?? last;
  }
}

async function removeBatch({ client, workspaceId }: ImportSession, marks: ImportMarks, ids: string[]): Promise<number> {
  // Locked first, and asked about in a statement of its own: it then sees what a transaction that we waited for has done.
  await client.query('SELECT id FROM contacts WHERE "workspaceId" = $1 AND id = ANY($2) ORDER BY id FOR UPDATE', [
    workspaceId,
    ids,
  ]);
  const { rows } = await client.query<{ id: string }>(
    `SELECT c.id FROM contacts c
    WHERE c."workspaceId" = $1 AND c.id = ANY($2) AND c."updatedAt" = c."createdAt" AND c."trackAt" IS NULL
      AND NOT EXISTS (SELECT FROM contact_changes h WHERE h."workspaceId" = $1 AND h."contactId" = c.id)
      AND NOT EXISTS (SELECT FROM subscriptions s WHERE s."workspaceId" = $1 AND s."contactId" = c.id
        AND (s."evidenceId" IS DISTINCT FROM $3 OR s.state <> 'subscribed'))
      AND NOT EXISTS (SELECT FROM group_members m WHERE m."workspaceId" = $1 AND m."contactId" = c.id AND m."groupId" IS DISTINCT FROM $4)
      AND NOT EXISTS (SELECT FROM deliveries d WHERE d."workspaceId" = $1 AND d."contactId" = c.id)
      AND NOT EXISTS (SELECT FROM sign_ups u WHERE u."workspaceId" = $1 AND u."contactId" = c.id)
      AND NOT EXISTS (SELECT FROM contact_merges g WHERE g."workspaceId" = $1 AND g."survivorId" = c.id)`,
    [workspaceId, ids, marks.evidenceId, marks.groupId],
  );
  const gone = rows.map(({ id }) => id);
  await client.query('DELETE FROM contact_befores WHERE "workspaceId" = $1 AND "contactId" = ANY($2)', [
    workspaceId,
    gone,
  ]);
  await client.query('DELETE FROM contacts WHERE "workspaceId" = $1 AND id = ANY($2)', [workspaceId, gone]);
  return gone.length;
}

/** How many contacts that the import made are still there. */
export async function countCreated({ client, workspaceId, importId }: ImportSession): Promise<number> {
  const idOf = rowIds(importId);
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM contacts WHERE "workspaceId" = $1 AND id BETWEEN $2 AND $3 AND right(id::text, 10) = $4`,
    [workspaceId, idOf(0), idOf(0xffffffff), idOf(0).slice(-10)],
  );
  return rows[0]?.n ?? 0;
}

/**
 * Makes the contacts that were there what they were, value by value where the import's still stands, takes them out of the group that it put
 * them into, and takes back a subscription that rests on it alone. No subscription is ever brought back.
 */
export async function restoreKnown(session: ImportSession, marks: ImportMarks): Promise<void> {
  const { client, workspaceId, importId } = session;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await client.query<{ id: string }>(
      `SELECT "contactId" AS id FROM contact_befores WHERE "workspaceId" = $1 AND "actionId" = $2 AND "contactId" > $3
      ORDER BY "contactId" LIMIT $4`,
      [workspaceId, importId, after, BATCH],
    );
    const ids = page.rows.map(({ id }) => id);
    const last = ids.at(-1);
    if (!last) return;
    await inBatch(session, async () => {
      const undone = await restoreBatch(session, marks, ids);
      return { undone, kept: ids.length - undone };
    });
    after = last;
  }
}

async function restoreBatch(
  { client, workspaceId, importId }: ImportSession,
  { evidenceId, groupId, topicId, at, actorName }: ImportMarks,
  ids: string[],
): Promise<number> {
  await client.query('SELECT id FROM contacts WHERE "workspaceId" = $1 AND id = ANY($2) ORDER BY id FOR UPDATE', [
    workspaceId,
    ids,
  ]);
  const field = (name: string) => `CASE WHEN c."${name}" IS NOT DISTINCT FROM k.before->'now'->>'${name}'
    THEN k.before->'was'->>'${name}' ELSE c."${name}" END`;
  const { rows } = await client.query<{ id: string }>(
    `WITH k AS MATERIALIZED (
        SELECT "contactId", before FROM contact_befores WHERE "workspaceId" = $1 AND "actionId" = $3 AND "contactId" = ANY($2)),
      wanted AS (
        SELECT c.id, ${field('firstName')} AS "firstName", ${field('lastName')} AS "lastName", ${field('language')} AS language,
          c.attributes - own.keys || coalesce((SELECT jsonb_object_agg(e.key, e.value)
            FROM jsonb_each(k.before->'was'->'attributes') e WHERE e.key = ANY(own.keys)), '{}') AS attributes
        FROM k JOIN contacts c ON c."workspaceId" = $1 AND c.id = k."contactId",
          LATERAL (SELECT ARRAY(SELECT e.key FROM jsonb_each(k.before->'now'->'attributes') e WHERE c.attributes->e.key = e.value) AS keys) own
        WHERE k.before ? 'was'),
      back AS (
        UPDATE contacts c SET "firstName" = w."firstName", "lastName" = w."lastName", language = w.language, attributes = w.attributes,
          "updatedAt" = $4
        FROM wanted w WHERE c."workspaceId" = $1 AND c.id = w.id
          AND (c."firstName", c."lastName", c.language, c.attributes) IS DISTINCT FROM (w."firstName", w."lastName", w.language, w.attributes)
        RETURNING c.id),
      ungrouped AS (
        DELETE FROM group_members m USING k WHERE m."workspaceId" = $1 AND m."groupId" = $5 AND m."contactId" = k."contactId"
          AND k.before->'joined' = 'true' RETURNING m."contactId"),
      ended AS (
        DELETE FROM subscriptions s USING k WHERE s."workspaceId" = $1 AND s."topicId" = $6 AND s."contactId" = k."contactId"
          AND k.before->'newly' = 'true' AND s."evidenceId" = $7 AND s.state = 'subscribed' RETURNING s."contactId")
    SELECT id FROM back UNION SELECT "contactId" FROM ungrouped UNION SELECT "contactId" FROM ended`,
    [workspaceId, ids, importId, at, groupId, topicId, evidenceId],
  );
  const restored = rows.map(({ id }) => id);
  await client.query(
    `INSERT INTO contact_changes ("workspaceId", id, "contactId", at, kind, "actorName", detail)
    SELECT $1, line, contact, $4, 'restored', $5, jsonb_build_object('act', 'import', 'importId', $6::text)
    FROM unnest($2::uuid[], $3::uuid[]) AS noted (line, contact)`,
    [workspaceId, restored.map(() => uuid7(at.getTime())), restored, at, actorName, importId],
  );
  // What could not be restored stays kept: a run that begins again after a crash counts it again.
  await client.query(
    'DELETE FROM contact_befores WHERE "workspaceId" = $1 AND "actionId" = $2 AND "contactId" = ANY($3)',
    [workspaceId, importId, restored],
  );
  return restored.length;
}

/** How many contacts that were there the import changed. */
export async function countKept({ client, workspaceId, importId }: ImportSession): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM contact_befores WHERE "workspaceId" = $1 AND "actionId" = $2',
    [workspaceId, importId],
  );
  return rows[0]?.n ?? 0;
}
