import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../server/db/embedded-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the test server's `postgres` database, as its owner. */
    adminUrl: string;
  }
}

/** One throw-away PostgreSQL for the run, with the migrated template that each file's database is cloned from. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'postino-test-'));
  process.env.POSTINO_DATA = folder;
  const server = await startEmbeddedPostgres(folder);
  const { deploy } = await import('../prisma/migrate.ts');
  await deploy(server.url);
  const adminUrl = new URL(server.url);
  adminUrl.pathname = '/postgres';
  const client = new pg.Client({ connectionString: adminUrl.href });
  await client.connect();
  await client.query('ALTER DATABASE postino RENAME TO postino_template');
  await client.end();
  project.provide('adminUrl', adminUrl.href);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
