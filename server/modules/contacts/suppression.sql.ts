import { sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import {
  type BatchCounts,
  copied,
  type Duplicate,
  findDuplicates,
  type ImportSession,
  known,
} from './import-staging.sql.ts';
import { SUPPRESSION_LIST } from './sending-status.ts';

/** The day on the list, never one to come; where it names none, the moment of the import. */
const since = (at: string) => `least(coalesce(nullif(s.attributes->>'since', '')::date::timestamptz, ${at}), ${at})`;
const reason = `CASE WHEN coalesce(s.attributes->>'reason', '') = '' THEN '${SUPPRESSION_LIST}'
  ELSE '${SUPPRESSION_LIST}: ' || (s.attributes->>'reason') END`;

/**
 * Finds which of the copied addresses are blocked already (`refused`). What an earlier run of this import blocked, begun at the same
 * moment with the same words, counts as its own.
 */
export async function findBlocked(
  session: ImportSession,
  { restarted, startedAt }: { restarted: boolean; startedAt: Date },
  eachDuplicates: (rows: Duplicate[]) => Promise<void>,
): Promise<void> {
  const { client, workspaceId } = session;
  await client.query(`CREATE UNIQUE INDEX ON ${copied(session)} (row)`);
  await client.query(`ANALYZE ${copied(session)}`);
  const at = `'${startedAt.toISOString()}'::timestamptz`;
  const own = restarted ? `AND NOT (a."blockedAt" = ${since(at)} AND a."blockedReason" = ${reason})` : '';
  await client.query(`CREATE UNLOGGED TABLE ${known(session)} WITH (autovacuum_enabled = off) AS
    SELECT s.row, NULL::uuid AS existing, false AS own, false AS changed, false AS touched, true AS refused, false AS duplicate
    FROM ${copied(session)} s
    JOIN address_states a ON a."workspaceId" = '${workspaceId}' AND a."addressKey" = s."addressKey" AND a."blockedAt" IS NOT NULL ${own}`);
  await findDuplicates(session, eachDuplicates);
}

const COUNTS = `count(*) FILTER (WHERE refused IS NOT TRUE)::int AS created, 0 AS updated,
  count(*) FILTER (WHERE refused)::int AS unchanged`;

/** How many addresses would be blocked, and how many are. */
export async function foreseeBlocks(session: ImportSession): Promise<BatchCounts> {
  const { rows } = await session.client.query<BatchCounts>(
    `SELECT ${COUNTS} FROM ${copied(session)} LEFT JOIN ${known(session)} USING (row) WHERE duplicate IS NOT TRUE`,
  );
  return rows[0] ?? { created: 0, updated: 0, unchanged: 0 };
}

const BATCH_ROWS = 5_000;

/**
 * Blocks the copied addresses, whether or not they are contacts, 5,000 a transaction, with the import's progress in it; a block that stands
 * is left as it is. Answers false when somebody cancelled.
 */
export async function writeBlocks(
  session: ImportSession,
  lastRow: number,
  { startedAt, actorName }: { startedAt: Date; actorName: string },
): Promise<boolean> {
  const { client, workspaceId, importId } = session;
  for (let first = 1; first <= lastRow; first += BATCH_ROWS) {
    await client.query('BEGIN');
    try {
      const { rows } = await client.query<BatchCounts>(
        `WITH batch AS MATERIALIZED (
            SELECT s.*, refused FROM ${copied(session)} s LEFT JOIN ${known(session)} k USING (row)
            WHERE row >= $2 AND row < $3 AND duplicate IS NOT TRUE),
          blocked AS (
            INSERT INTO address_states ("workspaceId", "addressKey", "blockedAt", "blockedReason")
            SELECT $1, s."addressKey", ${since('$4::timestamptz')}, ${reason} FROM batch s WHERE refused IS NOT TRUE ORDER BY s."addressKey"
            ON CONFLICT ("workspaceId", "addressKey") DO UPDATE
              SET "blockedAt" = excluded."blockedAt", "blockedReason" = excluded."blockedReason", "certifiedAllowedAt" = NULL
              WHERE address_states."blockedAt" IS NULL
            RETURNING "addressKey"),
          noted AS (
            INSERT INTO contact_changes ("workspaceId", id, "contactId", at, kind, "actorName", detail)
            SELECT $1, s.id, c.id, $4, 'blocked', $5, jsonb_build_object('importId', $6::text, 'reason', ${reason})
            FROM batch s JOIN blocked USING ("addressKey")
            JOIN contacts c ON c."workspaceId" = $1 AND c."addressKey" = s."addressKey" ON CONFLICT DO NOTHING)
        SELECT ${COUNTS} FROM batch`,
        [workspaceId, first, first + BATCH_ROWS, startedAt, actorName, importId],
      );
      const counts = rows[0] ?? { created: 0, updated: 0, unchanged: 0 };
      const progress = await client.query<{ cancelled: boolean }>(
        `UPDATE imports SET created = created + $3, unchanged = unchanged + $4, "rowsDone" = "rowsDone" + $3 + $4
        WHERE "workspaceId" = $1 AND id = $2 RETURNING "cancelRequestedAt" IS NOT NULL AS cancelled`,
        [workspaceId, importId, counts.created, counts.unchanged],
      );
      await client.query('COMMIT');
      if (progress.rows[0]?.cancelled ?? true) return false;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
  return true;
}

/** How many addresses are blocked because a list said so. */
export async function countSuppressed(ctx: TenantCtx): Promise<number> {
  const rows = await tenantRows<{ n: number }>(
    ctx,
    sql`SELECT count(*)::int AS n FROM address_states
      WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "blockedReason" LIKE ${`${SUPPRESSION_LIST}%`}`,
  );
  return rows[0]?.n ?? 0;
}
