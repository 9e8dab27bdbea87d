import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureQueues, installJobs } from '#server/jobs/boss.ts';
import { queueNames } from '#server/jobs/queues.ts';
import { schemaEngine, schemaFiles } from './schema-engine.ts';

const FOLDER = join(import.meta.dirname, 'migrations');
/** Tables that Prisma can't describe (partitions); they are written in SQL. */
const EXTERNAL_TABLES = [
  'public.rate_limits',
  'public.deliveries',
  'public.delivery_attempts',
  'public.delivery_leases',
  'public.delivery_deferrals',
  'public.delivery_cursors',
  'public.events',
  'public.event_counters',
];
const filters = (extra: string[] = []) => ({
  externalTables: [...EXTERNAL_TABLES, ...extra],
  externalEnums: ['public.delivery_state'],
});

function migrations() {
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map((entry) => entry.name)
    .sort()
    .map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(join(FOLDER, path, 'migration.sql'), 'utf8') },
      },
    }));
}

/** Applies what is missing, then the job queues' own tables. Answers the names applied. Idempotent. */
export async function deploy(databaseUrl: string): Promise<string[]> {
  await using engine = await schemaEngine(databaseUrl);
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: { baseDir: FOLDER, lockfile, shadowDbInitScript: '', migrationDirectories: migrations() },
    filters: filters(),
  });
  await installJobs(databaseUrl);
  await ensureQueues(databaseUrl, queueNames);
  return appliedMigrationNames;
}

/** SQL that would bring the database to the schema; empty when there is no drift. */
export async function drift(databaseUrl: string): Promise<string> {
  await using engine = await schemaEngine(databaseUrl);
  const files = schemaFiles();
  const partitions = await engine.partitionsOf(EXTERNAL_TABLES);
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: join(import.meta.dirname, '..') },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: filters(partitions),
  });
  return (stdout ?? '').replace('-- This is an empty migration.', '').trim();
}

/** Writes a new migration from the drift between a migrated database and the schema. */
async function create(databaseUrl: string, name: string): Promise<string> {
  const script = await drift(databaseUrl);
  const stamp = new Date().toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  const folder = join(FOLDER, `${stamp}_${name.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase()}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), `${script}\n`);
  return folder;
}

/** `node prisma/migrate.ts deploy|new NAME|check`, on DATABASE_URL or the embedded database. */
export async function runMigrate(databaseUrl: string, [verb, name]: string[]): Promise<number> {
  if (verb === 'deploy') {
    const applied = await deploy(databaseUrl);
    console.log(applied.length ? `applied: ${applied.join(', ')}` : 'nothing to apply');
    return 0;
  }
  if (verb === 'new' && name) {
    console.log(await create(databaseUrl, name));
    return 0;
  }
  if (verb === 'check') {
    const script = await drift(databaseUrl);
    console.log(script === '' ? 'no drift' : script);
    return script === '' ? 0 : 1;
  }
  console.error('usage: npm run migrate -- deploy | new NAME | check');
  return 2;
}
