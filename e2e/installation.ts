import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** The database of the installation under test, for what a browser can't do: let time pass. */
export async function withDatabase<R>(work: (client: pg.Client) => Promise<R>): Promise<R> {
  const folder = process.env.E2E_DATA ?? '';
  const port = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(folder, 'postgres-password'), 'utf8');
  const client = new pg.Client({ connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postino` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Lets an hour pass for a campaign: what it sent was accepted an hour earlier. */
export function anHourPasses(campaignId: string): Promise<void> {
  return withDatabase(async (client) => {
    await client.query(`UPDATE deliveries SET "stateAt" = "stateAt" - interval '1 hour' WHERE "campaignId" = $1`, [
      campaignId,
    ]);
  });
}

/** What an operator's command prints with `--json`, run beside the installation as they would. */
export function operator<T>(...args: string[]): T {
  const printed = execFileSync(process.execPath, ['--no-warnings', join('server', 'cli.ts'), ...args, '--json'], {
    env: { ...process.env, POSTINO_DATA: process.env.E2E_DATA ?? '', LOG_LEVEL: 'error' },
    encoding: 'utf8',
  });
  return JSON.parse(printed) as T;
}
