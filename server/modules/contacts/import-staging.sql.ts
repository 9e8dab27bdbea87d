import type { Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { withConnection } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { ImportedRow } from './import-rows.ts';

/** The table of one import's checked rows, in a schema of its own; the id holds only hexadecimal digits and dashes. */
const tableOf = (importId: string) => `postino_staging."import_${importId.replaceAll('-', '')}"`;

/** A connection that holds the import: a second runner of the same job gets none, and a killed one lets it go. */
export type ImportSession = { client: pg.PoolClient; table: string; importId: string; workspaceId: string };

/** Runs `work` while this process alone holds the import; answers undefined when another holds it. */
export async function withImportSession<R>(
  ctx: TenantCtx,
  importId: string,
  work: (session: ImportSession) => Promise<R>,
): Promise<R | undefined> {
  return withConnection(async (client) => {
    const lock = `contacts.import ${importId}`;
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      [lock],
    );
    if (!rows[0]?.held) return undefined;
    try {
      return await work({ client, table: tableOf(importId), importId, workspaceId: ctx.workspace.id });
    } finally {
      await client.query('RESET work_mem').catch(() => undefined);
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [lock]);
    }
  });
}

/** An empty staging table: whatever an earlier run left is gone. */
export async function openStaging({ client, table }: ImportSession): Promise<void> {
  await client.query(`SET work_mem = '128MB'`);
  await client.query(`DROP TABLE IF EXISTS ${table}`);
  await client.query(`CREATE UNLOGGED TABLE ${table} (
    row int NOT NULL, id uuid NOT NULL, "addressKey" text NOT NULL, address text NOT NULL,
    "firstName" text NOT NULL, "lastName" text NOT NULL, language text NOT NULL, attributes jsonb NOT NULL
  ) WITH (autovacuum_enabled = off)`);
}

export async function dropStaging({ client, table }: ImportSession): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${table}`);
}

/** Where `copyLine`s go. */
export function stagingSink({ client, table }: ImportSession): Writable {
  return client.query(copyFrom(`COPY ${table} FROM STDIN`));
}

// COPY's text format: a backslash before what would end a field or a row.
const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escapeText = (text: string) => text.replace(SPECIAL, (letter) => ESCAPES[letter] ?? letter);

/** One row of the staging table in COPY's text format. */
export function copyLine(rowNumber: number, id: string, row: ImportedRow): string {
  const attributes = JSON.stringify(row.attributes);
  return `${rowNumber}\t${id}\t${escapeText(row.addressKey)}\t${escapeText(row.address)}\t${escapeText(row.firstName)}\t${escapeText(row.lastName)}\t${row.language}\t${attributes === '{}' ? attributes : escapeText(attributes)}\n`;
}

export type Duplicate = Omit<ImportedRow, 'addressKey'> & { row: number };

/** Takes out every row whose address came before in the same file, and hands them over a thousand at a time. */
export async function takeDuplicates(
  session: ImportSession,
  each: (rows: Duplicate[]) => Promise<void>,
): Promise<number> {
  const { client, table } = session;
  await client.query(`ANALYZE ${table}`);
  await client.query('BEGIN');
  try {
    const { rowCount } = await client.query(`CREATE TEMP TABLE import_duplicates ON COMMIT DROP AS
      SELECT s.row FROM ${table} s
      JOIN (SELECT "addressKey", min(row) AS first FROM ${table} GROUP BY "addressKey" HAVING count(*) > 1) d
        ON d."addressKey" = s."addressKey" AND s.row > d.first`);
    if (rowCount) {
      await client.query(`DECLARE duplicates NO SCROLL CURSOR FOR
        SELECT row, address, "firstName", "lastName", language, attributes
        FROM ${table} WHERE row IN (SELECT row FROM import_duplicates) ORDER BY row`);
      for (;;) {
        const { rows } = await client.query<Duplicate>('FETCH 1000 FROM duplicates');
        if (rows.length === 0) break;
        await each(rows);
      }
      await client.query('CLOSE duplicates');
      await client.query(`DELETE FROM ${table} WHERE row IN (SELECT row FROM import_duplicates)`);
    }
    await client.query(`CREATE UNIQUE INDEX ON ${table} (row)`);
    await client.query('COMMIT');
    return rowCount ?? 0;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** How many staged addresses are no contacts yet, and how many contacts there are. */
export async function countNew(session: ImportSession): Promise<{ added: number; contacts: number }> {
  const { client, table, workspaceId } = session;
  const { rows } = await client.query<{ added: number; contacts: number }>(
    `SELECT (SELECT count(*)::int FROM ${table} s WHERE NOT EXISTS (
        SELECT FROM contacts c WHERE c."workspaceId" = $1 AND c."addressKey" = s."addressKey")) AS added,
      (SELECT count(*)::int FROM contacts WHERE "workspaceId" = $1) AS contacts`,
    [workspaceId],
  );
  return rows[0] ?? { added: 0, contacts: 0 };
}

export type BatchTarget = {
  groupId: string | null;
  topicId: string;
  basis: 'consent' | 'soft-optin' | 'contract';
  evidenceId: string;
  actorName: string;
  now: Date;
  /** An earlier run of this import was cut off: what it wrote counts as written by this one. */
  restarted: boolean;
};
export type BatchCounts = { created: number; updated: number; unchanged: number };

/**
 * `own`: this import made the contact (its id is the row's). `touched`: an earlier run changed it (the change's id is the
 * row's). So a run that starts over counts what the first one did as done, whatever moment it was killed at.
 */
const classify = (table: string, restarted: boolean) => `
  SELECT s.*, c.id AS existing, c.id IS NOT DISTINCT FROM s.id AS own,
    c.id IS NOT NULL AND (
      (s."firstName" <> '' AND s."firstName" <> c."firstName") OR (s."lastName" <> '' AND s."lastName" <> c."lastName")
      OR (s.language <> '' AND s.language IS DISTINCT FROM c.language)
      OR NOT c.attributes @> s.attributes) AS changed,
    ${
      restarted ? `EXISTS (SELECT FROM contact_changes h WHERE h."workspaceId" = $1 AND h.id = s.id)` : 'false'
    } AS touched
  FROM ${table} s LEFT JOIN contacts c ON c."workspaceId" = $1 AND c."addressKey" = s."addressKey"
  WHERE s.row >= $2 AND s.row < $3`;

const COUNTS = `count(*) FILTER (WHERE existing IS NULL OR own)::int AS created,
  count(*) FILTER (WHERE existing IS NOT NULL AND NOT own AND (changed OR touched))::int AS updated,
  count(*) FILTER (WHERE existing IS NOT NULL AND NOT own AND NOT changed AND NOT touched)::int AS unchanged`;

const none: BatchCounts = { created: 0, updated: 0, unchanged: 0 };

/** What writing the rows from `first` up to `end` would do. Writes nothing. */
export async function tryBatch(session: ImportSession, first: number, end: number): Promise<BatchCounts> {
  const { client, table, workspaceId } = session;
  const { rows } = await client.query<BatchCounts>(`SELECT ${COUNTS} FROM (${classify(table, false)}) batch`, [
    workspaceId,
    first,
    end,
  ]);
  return rows[0] ?? none;
}

/**
 * Writes the staged rows from `first` up to `end` in one transaction, with the import's progress in it. Given values overwrite, empty
 * ones don't. A subscription that exists in any state stays as it is, and who complained gets none; tracking consent is not touched.
 */
export async function writeBatch(
  session: ImportSession,
  first: number,
  end: number,
  target: BatchTarget,
): Promise<{ counts: BatchCounts; cancelled: boolean }> {
  const { client, table, workspaceId, importId } = session;
  await client.query('BEGIN');
  try {
    const { rows } = await client.query<BatchCounts>(
      `WITH batch AS MATERIALIZED (${classify(table, target.restarted)}),
      created AS (
        INSERT INTO contacts ("workspaceId", id, address, "addressKey", "firstName", "lastName", language, attributes, "createdAt", "updatedAt")
        SELECT $1, id, address, "addressKey", "firstName", "lastName", nullif(language, ''), attributes, $4, $4
        FROM batch WHERE existing IS NULL),
      updated AS (
        UPDATE contacts c SET
          "firstName" = coalesce(nullif(b."firstName", ''), c."firstName"),
          "lastName" = coalesce(nullif(b."lastName", ''), c."lastName"),
          language = coalesce(nullif(b.language, ''), c.language),
          attributes = c.attributes || b.attributes, "updatedAt" = $4
        FROM batch b WHERE c."workspaceId" = $1 AND c.id = b.existing AND b.changed AND NOT b.own),
      noted AS (
        INSERT INTO contact_changes ("workspaceId", id, "contactId", at, kind, "actorName", detail)
        SELECT $1, id, existing, $4, 'imported', $5, jsonb_build_object('importId', $6::text)
        FROM batch WHERE changed AND NOT own ON CONFLICT DO NOTHING),
      subscribed AS (
        INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis, "evidenceId")
        SELECT $1, coalesce(existing, id), $7, 'subscribed', $4, $8::"LegalBasis", $9 FROM batch b
        WHERE NOT EXISTS (SELECT FROM address_states a WHERE a."workspaceId" = $1 AND a."addressKey" = b."addressKey"
          AND (a.deliverability = 'complained' OR a."blockedReason" = 'unsubscribed-before-erasure'))
        ON CONFLICT DO NOTHING),
      grouped AS (
        INSERT INTO group_members ("workspaceId", "groupId", "contactId")
        SELECT $1, $10, coalesce(existing, id) FROM batch WHERE $10::uuid IS NOT NULL
        ON CONFLICT DO NOTHING)
      SELECT ${COUNTS} FROM batch`,
      [
        workspaceId,
        first,
        end,
        target.now,
        target.actorName,
        importId,
        target.topicId,
        target.basis,
        target.evidenceId,
        target.groupId,
      ],
    );
    const counts = rows[0] ?? none;
    const progress = await client.query<{ cancelled: boolean }>(
      `UPDATE imports SET created = created + $3, updated = updated + $4, unchanged = unchanged + $5,
        "rowsDone" = "rowsDone" + $6
      WHERE "workspaceId" = $1 AND id = $2 RETURNING "cancelRequestedAt" IS NOT NULL AS cancelled`,
      [
        workspaceId,
        importId,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.created + counts.updated + counts.unchanged,
      ],
    );
    await client.query('COMMIT');
    return { counts, cancelled: progress.rows[0]?.cancelled ?? true };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
