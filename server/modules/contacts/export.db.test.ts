import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { env, overrideEnv } from '#server/config/env.ts';
import { hotPool, withConnection } from '#server/db/sql.ts';
import { runWaitingJobs } from '#server/jobs/slice.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { contactJobs } from './contacts.job.ts';
import { createContact } from './create-contact.ts';
import { cancelExport, exportFile, listExports, startExport } from './export-contacts.ts';
import { failLostExports, runExport } from './run-export.ts';

useDatabase();
let ctx: TenantCtx;
const folder = mkdtempSync(join(tmpdir(), 'postino-export-'));
const before = env().dataFolder;
beforeAll(() => overrideEnv({ POSTINO_DATA: folder }));
afterAll(() => {
  overrideEnv({ POSTINO_DATA: before });
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  overrideEnv({ POSTINO_DATA: folder });
  ctx = await makeWorkspace();
  for (const name of ['anna', 'bruno', 'carla']) await createContact(ctx, { address: `${name}@example.com` });
});

const only = async () => (await listExports(ctx, { limit: 10 })).rows[0];
const runJobs = () => runWaitingJobs(contactJobs, systemCtx, 20);
/** What its queue does with time: whatever waits for another try may have it now. */
const hurry = () => hotPool().query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
/** A data folder in which no file can be written, whoever runs the test: there is a file where the folder should be. */
const breakDisk = () => {
  const broken = mkdtempSync(join(tmpdir(), 'postino-export-broken-'));
  writeFileSync(join(broken, 'blobs'), '');
  overrideEnv({ POSTINO_DATA: broken });
};
const filesOf = () => {
  try {
    return readdirSync(join(folder, 'blobs', ctx.workspace.id, 'exports'));
  } catch {
    return [];
  }
};

describe('an export', () => {
  it('is finished with a file and as many rows as were counted', async () => {
    const { id } = await startExport(ctx, {});
    await runJobs();
    expect(await only()).toMatchObject({ id, state: 'finished', rows: 3, rowsTotal: 3, hasFile: true, failure: null });
    const lines = (await text((await exportFile(ctx, { id })).contents)).trim().split('\r\n');
    expect(lines.map((line) => line.split(',')[0])).toEqual(expect.arrayContaining(['anna@example.com']));
    expect(lines).toHaveLength(4);
  });

  it('ends as failed with its reason when its file can’t be written, after every try', async () => {
    await startExport(ctx, {});
    breakDisk();
    for (let tries = 0; tries < 3; tries++) {
      expect(await runJobs()).toBe(0);
      expect((await only())?.state).toBe('running');
      await hurry();
    }
    await runJobs();
    expect(await only()).toMatchObject({ state: 'failed', failure: 'storage', hasFile: false });
  });

  it('leaves no file behind when it breaks in the middle, and can be started again as it was', async () => {
    const { id } = await startExport(ctx, { target: { selection: { q: 'anna' } } });
    await hotPool().query('ALTER TABLE group_members RENAME TO group_members_away');
    try {
      await expect(runExport(ctx, id)).rejects.toThrow();
      await runExport(ctx, id, 3);
    } finally {
      await hotPool().query('ALTER TABLE group_members_away RENAME TO group_members');
    }
    const failed = await only();
    expect(failed).toMatchObject({ state: 'failed', failure: 'unexpected', hasFile: false });
    expect(failed?.again?.target).toEqual({ selection: { q: 'anna' } });
    expect(filesOf()).toEqual([]);
    const again = await startExport(ctx, failed?.again ?? {});
    await runExport(ctx, again.id);
    expect(await only()).toMatchObject({ id: again.id, state: 'finished', rows: 1, hasFile: true });
  });

  it('is finished by the next process when one is killed, and given up when they die each time', async () => {
    const killed = { state: 'running', rows: 1 } as const;
    const first = await startExport(ctx, {});
    await ctx.db.contactExport.updateMany({ where: { id: first.id }, data: killed });
    await runExport(ctx, first.id, 1);
    expect(await only()).toMatchObject({ id: first.id, state: 'finished', rows: 3 });
    const second = await startExport(ctx, {});
    await ctx.db.contactExport.updateMany({ where: { id: second.id }, data: killed });
    await runExport(ctx, second.id, 4);
    expect(await only()).toMatchObject({ id: second.id, state: 'failed', failure: 'interrupted' });
  });

  it('is left to the process that holds it', async () => {
    const { id } = await startExport(ctx, {});
    await withConnection(async (client) => {
      const lock = `contacts.export ${id}`;
      await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [lock]);
      await expect(runExport(ctx, id)).rejects.toMatchObject({ kind: 'conflict' });
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [lock]);
    });
    expect((await only())?.state).toBe('queued');
  });

  it('is cancelled at once while it waits, and with its file when it runs', async () => {
    const waiting = await startExport(ctx, {});
    await cancelExport(ctx, waiting);
    expect((await only())?.state).toBe('cancelled');
    const running = await startExport(ctx, {});
    await ctx.db.contactExport.updateMany({ where: { id: running.id }, data: { state: 'running' } });
    await cancelExport(ctx, running);
    await runExport(ctx, running.id, 1);
    expect(await only()).toMatchObject({ id: running.id, state: 'cancelled', hasFile: false });
    expect(filesOf()).toEqual([]);
  });

  it('whose job is long gone is ended', async () => {
    await startExport(ctx, {});
    expect(await failLostExports(ctx)).toBe(0);
    const later = { ...ctx, now: () => new Date(Date.now() + 16 * 86_400_000) };
    expect(await failLostExports(later)).toBe(1);
    expect(await only()).toMatchObject({ state: 'failed', failure: 'interrupted' });
  });
});
