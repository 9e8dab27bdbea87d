import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { env, overrideEnv } from '#server/config/env.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { killChild, killChildren, startChild } from '#tests/child-processes.ts';
import { useDatabase } from '#tests/database.ts';
import { addContacts, query } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { cancelImport, startImportHere } from './change-import.ts';
import { groupByPath } from './groups.ts';
import { getImport, rejectedFile } from './read-import.ts';
import { receiveImport } from './receive-import.ts';
import { runImport } from './run-import.ts';

useDatabase();

const ROWS = 30_000;
const KNOWN = ROWS / 10;
/** Rows of the third and the fourth batch of 5,000, which two writers come to after the first two. */
const HELD = [12_342, 17_342];

/** Every tenth address is known, half of those by another name; some rows are no addresses, some came just before. */
function row(i: number): string {
  if (i % 150 === 1) return `rotto${i},R`;
  if (i % 100 === 3) return row(i - 1);
  if (i % 10 === 0) return `p${i / 10}@lettori.example,${i % 20 === 0 ? 'Nuovo' : 'Nome'}${i / 10}`;
  return `n${i}@lettori.example,N${i}`;
}
const table = `email,nome\n${Array.from({ length: ROWS }, (_, index) => row(index + 1)).join('\n')}\n`;

let folder = '';
let formerData: string;
beforeAll(() => {
  formerData = env().POSTINO_DATA;
  folder = mkdtempSync(join(tmpdir(), 'postino-import-kill-'));
  overrideEnv({ POSTINO_DATA: folder });
});
afterAll(async () => {
  await killChildren();
  rmSync(folder, { recursive: true, force: true });
  overrideEnv({ POSTINO_DATA: formerData });
});

const start = (command: string, args: string[]) =>
  startChild(command, args, { stdout: 'ignore', env: { POSTINO_DATA: folder } });

async function startedImport(): Promise<{ ctx: TenantCtx; id: string }> {
  const ctx = await makeWorkspace();
  await addContacts(ctx, KNOWN);
  const { id } = await receiveImport(ctx, { fileName: 'soci.csv', contents: Readable.from([Buffer.from(table)]) });
  const groupId = await groupByPath(ctx, 'Soci', { create: true });
  await startImportHere(ctx, { id, evidence: 'fiera', groupId });
  return { ctx, id };
}

const worker = ({ ctx, id }: { ctx: TenantCtx; id: string }) =>
  start(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', 'tests/contacts/import-process.ts'],
    ...['--import', id, '--workspace', ctx.workspace.id],
  ]);

/** Addresses of later batches, taken by a transaction of ours: both writers wait there until it is let go. */
async function holdWriters(ctx: TenantCtx): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  await client.query('BEGIN');
  for (const i of HELD) {
    await client.query(
      `INSERT INTO contacts ("workspaceId", id, address, "addressKey", attributes, "updatedAt") VALUES ($1, $2, $3, $3, '{}', now())`,
      [ctx.workspace.id, uuid7(), `n${i}@lettori.example`],
    );
  }
  return { release: () => client.end() };
}

const patient = { timeout: 120_000, interval: 10 };
const writersWaiting = () =>
  expect
    .poll(
      () => query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid'`),
      patient,
    )
    .toHaveLength(HELD.length);
/** The server has seen that the process is dead. */
const letGo = () =>
  expect
    .poll(
      () =>
        query(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory'
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        ),
      patient,
    )
    .toEqual([]);

/** All that an import writes, in figures. */
async function standing({ ctx, id }: { ctx: TenantCtx; id: string }) {
  const { db } = ctx;
  const { state, counts } = await getImport(ctx, { id });
  const rejected = await rejectedFile(ctx, { id }).catch(() => null);
  return {
    state,
    counts,
    contacts: await db.contact.count(),
    subscriptions: await db.subscription.count(),
    members: await db.groupMember.count(),
    changes: await db.contactChange.count({ where: { kind: 'imported' } }),
    renamed: await db.contact.count({ where: { firstName: { startsWith: 'Nuovo' } } }),
    evidence: await db.evidence.count(),
    audited: await db.auditEntry.count({ where: { action: 'contacts.import' } }),
    rejected: rejected && (await text(rejected.contents)),
  };
}

it('an import killed while it reads, and again while it writes, ends as one that never was', {
  timeout: 240_000,
}, async () => {
  const never = await startedImport();
  await runImport(never.ctx, never.id);

  const killed = await startedImport();
  const { ctx, id } = killed;
  const file = join(folder, 'blobs', ctx.workspace.id, 'imports', `${id}.csv`);
  // A pipe with two thirds of the file in it: the reader waits for the rest until it dies.
  renameSync(file, `${file}.whole`);
  execFileSync('mkfifo', [file]);
  const share = String(Math.floor((table.length * 2) / 3));
  const feeder = start('sh', [
    '-c',
    'exec 3>"$1"; head -c "$3" "$2" >&3; exec sleep 120',
    'sh',
    file,
    `${file}.whole`,
    share,
  ]);
  const reader = worker(killed);
  await expect
    .poll(
      () => query(`SELECT 1 FROM pg_stat_progress_copy WHERE datname = current_database() AND bytes_processed > 0`),
      patient,
    )
    .toHaveLength(1);
  await killChild(reader);
  await killChild(feeder);
  expect(await getImport(ctx, { id })).toMatchObject({ state: 'running', phase: 'reading' });
  expect(await ctx.db.contact.count()).toBe(KNOWN);
  renameSync(`${file}.whole`, file);
  await letGo();

  const hold = await holdWriters(ctx);
  const writer = worker(killed);
  await writersWaiting();
  await killChild(writer);
  await hold.release();
  const cut = await getImport(ctx, { id });
  expect(cut).toMatchObject({ state: 'running', phase: 'writing' });
  expect(cut.counts.created).toBeGreaterThan(8_000);
  expect(cut.counts.created).toBeLessThan(10_000);
  await letGo();

  await runImport(ctx, id);
  const [again, once] = [await standing(killed), await standing(never)];
  expect(again).toEqual(once);
  const { created, updated, unchanged, rejected, rows } = once.counts;
  expect([rows, created + updated + unchanged + rejected]).toEqual([ROWS, ROWS]);
  expect([updated, unchanged]).toEqual([KNOWN / 2, KNOWN / 2]);
  expect(once).toMatchObject({
    contacts: KNOWN + created,
    changes: updated,
    renamed: updated,
    evidence: 1,
    audited: 1,
  });
  expect(await query(`SELECT tablename FROM pg_tables WHERE schemaname = 'postino_staging'`)).toEqual([]);
});

it('an import cancelled in the middle of its writing keeps and counts what it wrote', {
  timeout: 240_000,
}, async () => {
  const { ctx, id } = await startedImport();
  const hold = await holdWriters(ctx);
  const running = runImport(ctx, id);
  await writersWaiting();
  await cancelImport(ctx, { id });
  await hold.release();
  const counts = await running;

  const stands = await standing({ ctx, id });
  expect(stands).toMatchObject({ state: 'cancelled', counts });
  // Four batches of the six were written: those two that it stood in ended whole.
  const { created, updated, unchanged, rejected, rows } = counts;
  expect(rows).toBe(ROWS);
  expect(created).toBeGreaterThan(ROWS / 2);
  expect(created + updated + unchanged + rejected).toBeLessThan(ROWS - 9_000);
  expect(stands.contacts).toBe(KNOWN + created);
  expect(stands.members).toBe(created + updated + unchanged);
  expect([stands.changes, stands.renamed]).toEqual([updated, updated]);
  expect(await query(`SELECT tablename FROM pg_tables WHERE schemaname = 'postino_staging'`)).toEqual([]);
});
