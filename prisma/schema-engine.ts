import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { type SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

const SCHEMA = join(import.meta.dirname, 'schema');
const CHAR_OID = 18;
const TEXT_OID = 25;

export function schemaFiles(): SchemaContainer[] {
  return readdirSync(SCHEMA)
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({ path: join(SCHEMA, name), content: readFileSync(join(SCHEMA, name), 'utf8') }));
}

type Field = { name: string; dataTypeID: number };
type QueryResult = { fields: Field[] };
type Queryable = {
  performIO(query: unknown): Promise<QueryResult>;
  queryRaw(query: unknown): Promise<{ columnNames: string[]; columnTypes: number[] }>;
};

/**
 * adapter-pg can't read PostgreSQL's internal "char" type, which introspection asks for: it is read as text, and handed on
 * as the one-character type that the engine expects.
 */
function readInternalChar(queryable: Queryable): void {
  const chars = new Set<string>();
  const { performIO, queryRaw } = queryable;
  queryable.performIO = async (query) => {
    const result = await performIO.call(queryable, query);
    chars.clear();
    for (const field of result.fields) {
      if (field.dataTypeID !== CHAR_OID) continue;
      chars.add(field.name);
      field.dataTypeID = TEXT_OID;
    }
    return result;
  };
  queryable.queryRaw = async (query) => {
    const result = await queryRaw.call(queryable, query);
    for (const [index, name] of result.columnNames.entries()) {
      if (chars.has(name)) result.columnTypes[index] = ColumnTypeEnum.Character;
    }
    return result;
  };
}

/** Prisma's schema engine (WebAssembly) on a live database. */
export async function schemaEngine(databaseUrl: string) {
  const factory = new PrismaPg({ connectionString: databaseUrl });
  const connect = factory.connect.bind(factory);
  const open: { dispose(): Promise<void> }[] = [];
  factory.connect = async () => {
    const adapter = await connect();
    open.push(adapter);
    readInternalChar(adapter as unknown as Queryable);
    // The adapter splits scripts at every semicolon, also inside function bodies. Sent whole, a migration is also one
    // transaction: it applies or leaves nothing.
    const { client } = adapter as unknown as { client: pg.Pool };
    adapter.executeScript = async (script) => {
      await client.query(script);
    };
    return adapter;
  };
  const datamodels = schemaFiles().map(({ path, content }): [string, string] => [path, content]);
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
  return {
    applyMigrations: engine.applyMigrations.bind(engine),
    diff: engine.diff.bind(engine),
    /** The partitions of these tables, as `schema.table`: introspection would take them for tables of their own. */
    async partitionsOf(parents: string[]): Promise<string[]> {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        const { rows } = await client.query<{ name: string }>(
          `SELECT 'public.' || c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
           JOIN pg_class p ON p.oid = i.inhparent WHERE 'public.' || p.relname = ANY($1)`,
          [parents],
        );
        return rows.map((row) => row.name);
      } finally {
        await client.end();
      }
    },
    async [Symbol.asyncDispose]() {
      engine.free();
      await Promise.allSettled(open.map((adapter) => adapter.dispose()));
    },
  };
}
