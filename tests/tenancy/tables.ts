import pg from 'pg';
import { env } from '#server/config/env.ts';
import { uuid7 } from '#server/lib/uuid.ts';

/** The database as it stands, read from its catalogue: a table that is added tomorrow is in the attack test tomorrow. */
export type Columns = Record<string, unknown>;
type Column = { name: string; type: string; enumLabels: string[]; nullable: boolean; hasDefault: boolean };
type Tables = Map<string, Column[]>;

let open: { url: string; client: pg.Client; tables?: Tables } | undefined;

/** The owner's own connection: nothing of the application stands between the test and the rows. */
async function query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
  const url = env().DATABASE_URL ?? '';
  if (open?.url !== url) {
    open = { url, client: new pg.Client({ connectionString: url }) };
    await open.client.connect();
  }
  return (await open.client.query<T>(text, values)).rows;
}

export async function closeTables(): Promise<void> {
  await open?.client.end();
  open = undefined;
}

/** Every table with a `workspaceId`, partitions apart; read once. */
export async function readColumns(): Promise<Tables> {
  if (open?.tables && open.url === env().DATABASE_URL) return open.tables;
  const rows = await query<Column & { table: string }>(`
    SELECT c.oid::regclass::text AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
      coalesce((SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e
        WHERE e.enumtypid = coalesce(nullif(t.typelem, 0), t.oid)), '{}') AS "enumLabels",
      NOT a.attnotnull AS nullable, a.atthasdef AS "hasDefault"
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
      AND EXISTS (SELECT FROM pg_attribute w WHERE w.attrelid = c.oid AND w.attname = 'workspaceId')
    ORDER BY 1, a.attnum`);
  const tables: Tables = new Map();
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  if (open) open.tables = tables;
  return tables;
}

export async function tenantTables({ emptyIn }: { emptyIn?: string } = {}): Promise<string[]> {
  const names = [...(await readColumns()).keys()];
  if (emptyIn === undefined) return names;
  const empty: string[] = [];
  for (const name of names) {
    const rows = await query(`SELECT 1 FROM ${name} WHERE "workspaceId" = $1 LIMIT 1`, [emptyIn]);
    if (rows.length === 0) empty.push(name);
  }
  return empty;
}

function fillerFor(column: Column, marker: string): unknown {
  const { type, enumLabels } = column;
  if (column.name === 'id' && type === 'uuid') return uuid7();
  if (/^(text|character)/.test(type)) return type.endsWith('[]') ? [marker] : marker;
  if (type === 'jsonb' || type === 'json') return JSON.stringify({ marker });
  if (column.nullable || column.hasDefault) return undefined;
  if (enumLabels.length > 0) return type.endsWith('[]') ? [] : enumLabels[0];
  if (type === 'uuid') return uuid7();
  if (type.startsWith('timestamp') || type === 'date') return new Date();
  if (type === 'boolean') return true;
  if (type.endsWith('[]')) return [];
  if (type === 'bytea') return Buffer.from(marker);
  return 1;
}

/** One row: what is given, and of the rest the marker in every text and something valid where something is needed. */
export async function plantRow(table: string, marker: string, given: Columns): Promise<void> {
  const columns = (await readColumns()).get(table);
  if (!columns) throw new Error(`no table ${table}`);
  const unknown = Object.keys(given).filter((name) => !columns.some((column) => column.name === name));
  if (unknown.length > 0) throw new Error(`${table} has no ${unknown.join(', ')}`);
  const cells = columns.flatMap((column) => {
    const raw = column.name in given ? given[column.name] : fillerFor(column, marker);
    if (raw === undefined) return [];
    const isJson = column.type === 'jsonb' || column.type === 'json';
    return [{ ...column, value: isJson && typeof raw !== 'string' ? JSON.stringify(raw) : raw }];
  });
  const names = cells.map((cell) => `"${cell.name}"`).join(', ');
  // Arrays of enumerations reach PostgreSQL as text: the cast names the type.
  const holders = cells.map((cell, index) => `$${index + 1}::${cell.type}`).join(', ');
  await query(
    `INSERT INTO ${table} (${names}) VALUES (${holders})`,
    cells.map((cell) => cell.value),
  );
}

/** A digest of every row of a workspace, by table, with its people, itself, and the jobs that name it. */
export async function fingerprint(workspaceId: string): Promise<Record<string, string>> {
  const digest = "md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), ''))";
  const members = '(SELECT "userId" FROM memberships WHERE "workspaceId" = $1)';
  const parts = (await tenantTables()).map(
    (table) => `SELECT '${table}' AS table, ${digest} AS digest FROM ${table} x WHERE x."workspaceId" = $1`,
  );
  parts.push(
    `SELECT 'the workspace', ${digest} FROM workspaces x WHERE x.id = $1`,
    `SELECT 'its people', ${digest} FROM users x WHERE x.id IN ${members}`,
    `SELECT 'their sessions', ${digest} FROM sessions x WHERE x."userId" IN ${members}`,
    `SELECT 'jobs that name it', count(*)::text FROM pgboss.job x WHERE x.data::text LIKE '%' || $1::text || '%'`,
  );
  const rows = await query<{ table: string; digest: string }>(parts.join(' UNION ALL '), [workspaceId]);
  return Object.fromEntries(rows.map((row) => [row.table, row.digest]));
}

/** Every id that occurs in a workspace's rows: none of them may be in an answer to anybody else. */
export async function idsOf(workspaceId: string): Promise<string[]> {
  const ids = new Set([workspaceId]);
  for (const [table, columns] of await readColumns()) {
    const uuids = columns.filter((column) => column.type === 'uuid' || column.type === 'uuid[]');
    const list = uuids
      .map((column) => (column.type === 'uuid' ? `ARRAY["${column.name}"]` : `"${column.name}"`))
      .join(' || ');
    const rows = await query<{ id: string }>(
      `SELECT DISTINCT unnest(${list})::text AS id FROM ${table} WHERE "workspaceId" = $1`,
      [workspaceId],
    );
    for (const { id } of rows) if (id) ids.add(id);
  }
  ids.delete('00000000-0000-0000-0000-000000000000');
  return [...ids];
}
