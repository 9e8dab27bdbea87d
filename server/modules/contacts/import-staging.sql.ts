import type { Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { withConnection, withLock } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import type { ImportedRow } from './import-rows.ts';
import type { ConflictChoice } from './schemas.ts';
import { SUPPRESSION_LIST, UNSUBSCRIBED_BEFORE_ERASURE } from './sending-status.ts';

type Named = { importId: string };
const named = (importId: string, step: string) => `postino_staging."import_${importId.replaceAll('-', '')}_${step}"`;
/** One import's checked rows as they were copied, in a schema of its own; the id holds only hexadecimal digits and dashes. */
export const copied = ({ importId }: Named) => named(importId, 'copied');
/** Of those rows, the ones of which something is known: a contact of that address, its refusal, or an earlier row. */
export const known = ({ importId }: Named) => named(importId, 'known');

/** A connection that holds the import: a second runner of the same job gets none, and a killed one lets it go. */
export type ImportSession = { client: pg.PoolClient; importId: string; workspaceId: string };

/** Runs `work` while this process alone holds the import; answers undefined when another holds it. */
export async function withImportSession<R>(
  ctx: TenantCtx,
  importId: string,
  work: (session: ImportSession) => Promise<R>,
): Promise<R | undefined> {
  return withLock(`contacts.import ${importId}`, async (client) => {
    try {
      return await work({ client, importId, workspaceId: ctx.workspace.id });
    } finally {
      await client.query('RESET work_mem').catch(() => undefined);
    }
  });
}

/** An empty staging table: whatever an earlier run left is gone. */
export async function openStaging(session: ImportSession): Promise<void> {
  await dropStaging(session);
  await session.client.query(`SET work_mem = '128MB'`);
  await session.client.query(`CREATE UNLOGGED TABLE ${copied(session)} (
    row int NOT NULL, id uuid NOT NULL, "addressKey" text NOT NULL, address text NOT NULL,
    "firstName" text NOT NULL, "lastName" text NOT NULL, language text NOT NULL, attributes jsonb NOT NULL
  ) WITH (autovacuum_enabled = off)`);
}

export async function dropStaging(session: ImportSession): Promise<void> {
  await session.client.query(`DROP TABLE IF EXISTS ${copied(session)}, ${known(session)}`);
}

/** Where `copyLine`s go. */
export function stagingSink(session: ImportSession): Writable {
  return session.client.query(copyFrom(`COPY ${copied(session)} FROM STDIN`));
}

// COPY's text format: a backslash before what would end a field or a row.
const SPECIAL = /[\\\t\n\r]/g;
const ANY_SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escapeText = (text: string) =>
  ANY_SPECIAL.test(text) ? text.replace(SPECIAL, (letter) => ESCAPES[letter] ?? letter) : text;

/** One row of the staging table in COPY's text format. */
export function copyLine(rowNumber: number, id: string, row: ImportedRow): string {
  const attributes = JSON.stringify(row.attributes);
  return `${rowNumber}\t${id}\t${escapeText(row.addressKey)}\t${escapeText(row.address)}\t${escapeText(row.firstName)}\t${escapeText(row.lastName)}\t${row.language}\t${attributes === '{}' ? attributes : escapeText(attributes)}\n`;
}

/** The address wants no mail, whatever a file says. */
const REFUSED = `a.deliverability = 'complained' OR a."blockedReason" = '${UNSUBSCRIBED_BEFORE_ERASURE}'
  OR a."blockedReason" LIKE '${SUPPRESSION_LIST}%'`;

type Words = {
  /** Whether a row would change its contact. */
  changed: string;
  /** What the contact's field becomes: `b` is the row, `c` the contact. */
  name: (field: 'firstName' | 'lastName') => string;
  language: string;
  attributes: string;
  /** Of the attributes, those that the import writes. */
  written: string;
};
const onlyNew = (row: string) => `${row}.attributes - ARRAY(SELECT jsonb_object_keys(c.attributes))`;
const overwriting: Words = {
  changed: `(s."firstName" <> '' AND s."firstName" <> c."firstName") OR (s."lastName" <> '' AND s."lastName" <> c."lastName")
    OR (s.language <> '' AND s.language IS DISTINCT FROM c.language) OR NOT c.attributes @> s.attributes`,
  name: (field) => `coalesce(nullif(b."${field}", ''), c."${field}")`,
  language: `coalesce(nullif(b.language, ''), c.language)`,
  attributes: 'c.attributes || b.attributes',
  written: 'b.attributes',
};
const filling: Words = {
  changed: `(s."firstName" <> '' AND c."firstName" = '') OR (s."lastName" <> '' AND c."lastName" = '')
    OR (s.language <> '' AND c.language IS NULL) OR ${onlyNew('s')} <> '{}'::jsonb`,
  name: (field) => `coalesce(nullif(c."${field}", ''), b."${field}")`,
  language: `coalesce(c.language, nullif(b.language, ''))`,
  attributes: 'b.attributes || c.attributes',
  written: onlyNew('b'),
};
const conflicts: Record<ConflictChoice, Words> = {
  overwrite: overwriting,
  fill: filling,
  keep: { ...overwriting, changed: 'false' },
};

export type Duplicate = Omit<ImportedRow, 'addressKey'> & { row: number };

/**
 * Finds what is known of the copied rows' addresses: `existing` is the contact, `own` that this import made it (its id is the
 * row's), `changed` that a given value differs, `touched` that an earlier run of this import changed it (the change's id is
 * the row's), `refused` that the address wants no mail, `duplicate` that it came before in the file. So a run that starts over
 * counts what the first one did as its own, whatever moment that was killed at.
 */
export async function findKnown(
  session: ImportSession,
  { restarted, conflict }: { restarted: boolean; conflict: ConflictChoice },
  eachDuplicates: (rows: Duplicate[]) => Promise<void>,
): Promise<void> {
  const { client, workspaceId } = session;
  const from = copied(session);
  await client.query(`CREATE UNIQUE INDEX ON ${from} (row)`);
  await client.query(`ANALYZE ${from}`);
  const touched = restarted
    ? `EXISTS (SELECT FROM contact_changes h WHERE h."workspaceId" = '${workspaceId}' AND h.id = s.id)`
    : 'false';
  await client.query(`CREATE UNLOGGED TABLE ${known(session)} WITH (autovacuum_enabled = off) AS
    SELECT s.row, c.id AS existing, c.id IS NOT DISTINCT FROM s.id AS own,
      c.id IS NOT NULL AND (${conflicts[conflict].changed}) AS changed,
      c.id IS NOT NULL AND ${touched} AS touched,
      coalesce(${REFUSED}, false) AS refused,
      false AS duplicate
    FROM ${from} s
    LEFT JOIN contacts c ON c."workspaceId" = '${workspaceId}' AND c."addressKey" = s."addressKey"
    LEFT JOIN address_states a ON a."workspaceId" = '${workspaceId}' AND a."addressKey" = s."addressKey"
    WHERE c.id IS NOT NULL OR ${REFUSED}`);
  await findDuplicates(session, eachDuplicates);
}

/** Marks each row whose address came before in the file, and hands them over a thousand at a time. */
export async function findDuplicates(
  session: ImportSession,
  eachDuplicates: (rows: Duplicate[]) => Promise<void>,
): Promise<void> {
  const { client } = session;
  const from = copied(session);
  await client.query(`CREATE UNIQUE INDEX ON ${known(session)} (row)`);
  // Hashes first: a million numbers are grouped in half the time of as many addresses.
  await client.query(`INSERT INTO ${known(session)} (row, own, changed, touched, refused, duplicate)
    SELECT row, false, false, false, false, true FROM (
      SELECT row, row > min(row) OVER (PARTITION BY "addressKey") AS later FROM ${from}
      WHERE hashtextextended("addressKey", 0) IN (
        SELECT hashtextextended("addressKey", 0) FROM ${from} GROUP BY 1 HAVING count(*) > 1)) twice
    WHERE later
    ON CONFLICT (row) DO UPDATE SET duplicate = true`);
  await client.query(`ANALYZE ${known(session)}`);
  for (let after = -1; ; ) {
    const { rows } = await client.query<Duplicate>(
      `SELECT row, address, "firstName", "lastName", language, attributes
      FROM ${known(session)} JOIN ${from} USING (row) WHERE duplicate AND row > $1 ORDER BY row LIMIT 1000`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    await eachDuplicates(rows);
    after = last.row;
  }
}

export type BatchTarget = {
  conflict: ConflictChoice;
  groupId: string | null;
  topicId: string;
  basis: 'consent' | 'soft-optin' | 'contract';
  evidenceId: string;
  actorName: string;
  now: Date;
};
export type BatchCounts = { created: number; updated: number; unchanged: number };

const COUNTS = `count(*) FILTER (WHERE existing IS NULL OR own)::int AS created,
  count(*) FILTER (WHERE existing IS NOT NULL AND NOT own AND (changed OR touched))::int AS updated,
  count(*) FILTER (WHERE existing IS NOT NULL AND NOT own AND NOT changed AND NOT touched)::int AS unchanged`;

/** What writing the rows would do, how many contacts it would add, and how many there are. */
export async function foresee(session: ImportSession): Promise<BatchCounts & { added: number; contacts: number }> {
  const { rows } = await session.client.query<BatchCounts & { added: number; contacts: number }>(
    `SELECT ${COUNTS}, count(*) FILTER (WHERE existing IS NULL)::int AS added,
      (SELECT count(*)::int FROM contacts WHERE "workspaceId" = $1) AS contacts
    FROM ${copied(session)} LEFT JOIN ${known(session)} USING (row) WHERE duplicate IS NOT TRUE`,
    [session.workspaceId],
  );
  return rows[0] ?? { created: 0, updated: 0, unchanged: 0, added: 0, contacts: 0 };
}

/** Writers beside each other: while one folds the search index's pending list, the other goes on. */
const WRITERS = 2;
/** Rows of one transaction: what stays in a core's cache, and how often the progress moves. */
const BATCH_ROWS = 5_000;

/**
 * Writes the rows in transactions of 5,000, each with the import's progress in it. Answers false when somebody cancelled;
 * what was written until then stays. Throws when a contact appeared or vanished meanwhile: the import is then run again.
 */
export async function writeRows(session: ImportSession, lastRow: number, target: BatchTarget): Promise<boolean> {
  let next = 1;
  let going = true;
  const writer = () =>
    withConnection(async (client) => {
      while (going && next <= lastRow) {
        const first = next;
        next += BATCH_ROWS;
        const cancelled = await writeBatch(client, session, first, first + BATCH_ROWS, target);
        if (cancelled) going = false;
      }
    }).catch((error) => {
      going = false;
      throw error;
    });
  const results = await Promise.allSettled(Array.from({ length: WRITERS }, writer));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return going;
}

/**
 * One transaction. Empty values never overwrite. What it changes of a contact that was there is kept in `contact_befores`, for an undo; a
 * contact that it made is known by its id. A subscription that exists in any state stays as it is, and an address
 * that wants no mail gets none; tracking consent is not touched.
 *
 * The checks of foreign keys, row by row, would take a third of the whole import. Where the database lets its owner leave them
 * out (as a superuser, which the embedded one's is), this transaction holds what they would: topic, group and every contact that exists are
 * locked against deletion, and the new contacts are its own.
 */
async function writeBatch(
  client: pg.PoolClient,
  { workspaceId, importId }: ImportSession,
  first: number,
  end: number,
  target: BatchTarget,
): Promise<boolean> {
  const words = conflicts[target.conflict];
  await client.query('BEGIN');
  try {
    const held = await client.query<{ topics: number; groups: number; free: boolean }>(
      `WITH topic AS (SELECT id FROM topics WHERE "workspaceId" = $1 AND id = $2 FOR KEY SHARE),
        grp AS (SELECT id FROM groups WHERE "workspaceId" = $1 AND id = $3 FOR KEY SHARE)
      SELECT (SELECT count(*)::int FROM topic) AS topics, (SELECT count(*)::int FROM grp) AS groups,
        (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS free`,
      [workspaceId, target.topicId, target.groupId],
    );
    if (held.rows[0]?.topics !== 1) throw new NotFound({ what: 'topic' });
    if (held.rows[0].groups !== (target.groupId ? 1 : 0)) throw new NotFound({ what: 'group' });
    if (held.rows[0].free) await client.query('SET LOCAL session_replication_role = replica');
    const { rows } = await client.query<BatchCounts & { complete: boolean }>(
      `WITH held AS MATERIALIZED (
        SELECT c.id FROM contacts c WHERE c."workspaceId" = $1 AND c.id = ANY(ARRAY(
          SELECT existing FROM ${known({ importId })} WHERE row >= $2 AND row < $3 AND existing IS NOT NULL)) FOR KEY SHARE),
      batch AS MATERIALIZED (
        SELECT s.*, existing, own, changed, touched, refused, CASE WHEN existing IS NULL THEN s.id ELSE held.id END AS contact
        FROM ${copied({ importId })} s LEFT JOIN ${known({ importId })} k USING (row) LEFT JOIN held ON held.id = k.existing
        WHERE row >= $2 AND row < $3 AND duplicate IS NOT TRUE),
      created AS (
        INSERT INTO contacts ("workspaceId", id, address, "addressKey", "firstName", "lastName", language, attributes, "createdAt", "updatedAt")
        SELECT $1, id, address, "addressKey", "firstName", "lastName", nullif(language, ''), attributes, $4, $4
        FROM batch WHERE existing IS NULL),
      updated AS (
        UPDATE contacts c SET
          "firstName" = ${words.name('firstName')}, "lastName" = ${words.name('lastName')},
          language = ${words.language}, attributes = ${words.attributes}, "updatedAt" = $4
        FROM batch b WHERE c."workspaceId" = $1 AND c.id = b.existing AND b.changed AND NOT b.own),
      noted AS (
        INSERT INTO contact_changes ("workspaceId", id, "contactId", at, kind, "actorName", detail)
        SELECT $1, id, contact, $4, 'imported', $5, jsonb_build_object('importId', $6::text)
        FROM batch WHERE changed AND NOT own AND contact IS NOT NULL ON CONFLICT DO NOTHING),
      subscribed AS (
        INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis, "evidenceId")
        SELECT $1, contact, $7, 'subscribed', $4, $8::"LegalBasis", $9 FROM batch WHERE refused IS NOT TRUE AND existing IS NULL),
      joined AS (
        INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis, "evidenceId")
        SELECT $1, contact, $7, 'subscribed', $4, $8::"LegalBasis", $9 FROM batch
        WHERE refused IS NOT TRUE AND existing IS NOT NULL AND contact IS NOT NULL
        ON CONFLICT DO NOTHING RETURNING "contactId"),
      grouped AS (
        INSERT INTO group_members ("workspaceId", "groupId", "contactId")
        SELECT $1, $10, contact FROM batch WHERE $10::uuid IS NOT NULL AND contact IS NOT NULL
        ON CONFLICT DO NOTHING RETURNING "contactId"),
      before AS (
        INSERT INTO contact_befores ("workspaceId", "actionId", "contactId", before)
        SELECT $1, $6::uuid, c.id, jsonb_build_object('joined', grouped."contactId" IS NOT NULL, 'newly', joined."contactId" IS NOT NULL)
          || CASE WHEN NOT b.changed THEN '{}'::jsonb ELSE jsonb_build_object(
            'was', jsonb_build_object('firstName', c."firstName", 'lastName', c."lastName", 'language', c.language, 'attributes',
              (SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}') FROM jsonb_each(c.attributes) e WHERE b.attributes ? e.key)),
            'now', jsonb_build_object('firstName', ${words.name('firstName')}, 'lastName', ${words.name('lastName')},
              'language', ${words.language}, 'attributes', ${words.written})) END
        FROM batch b JOIN contacts c ON c."workspaceId" = $1 AND c.id = b.existing
        LEFT JOIN grouped ON grouped."contactId" = c.id LEFT JOIN joined ON joined."contactId" = c.id
        WHERE NOT b.own AND (b.changed OR grouped."contactId" IS NOT NULL OR joined."contactId" IS NOT NULL)
        ON CONFLICT DO NOTHING)
      SELECT ${COUNTS}, count(contact) = count(*) AS complete FROM batch`,
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
    const counts = rows[0];
    if (!counts?.complete) throw new Error('a contact was erased while the import that knew it ran');
    const progress = await client.query<{ cancelled: boolean }>(
      `UPDATE imports SET created = created + $3, updated = updated + $4, unchanged = unchanged + $5,
        "rowsDone" = "rowsDone" + $3 + $4 + $5
      WHERE "workspaceId" = $1 AND id = $2 RETURNING "cancelRequestedAt" IS NOT NULL AS cancelled`,
      [workspaceId, importId, counts.created, counts.updated, counts.unchanged],
    );
    await client.query('COMMIT');
    return progress.rows[0]?.cancelled ?? true;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
