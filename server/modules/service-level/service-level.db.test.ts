import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '#server/config/env.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { otherLooks, ownLooks } from './looks.ts';
import { keepSamples } from './samples.sql.ts';
import { serviceLevelJobs } from './service-level.job.ts';
import { keepStatus, keptStatus, lastDays, readStatus } from './status-snapshot.ts';
import { takeLooks } from './take-samples.ts';

useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'postino-status-'));
beforeAll(() => void overrideEnv({ POSTINO_DATA: folder }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await systemCtx().db.healthSample.deleteMany();
});

const start = new Date('2026-11-20T09:00:30Z');
const minutes = (ctx: SystemCtx) => ctx.db.healthSample.findMany({ orderBy: [{ at: 'asc' }, { component: 'asc' }] });
const fine = async () => null;

describe('the looks at the service', () => {
  it('leave one sample a component and minute, however many processes look', async () => {
    const clock = testClock(start);
    const ctx = systemCtx(clock.now);
    let looks = 0;
    const look = async () => {
      looks += 1;
      return null;
    };
    await Promise.all([takeLooks(ctx, { web: look }), takeLooks(ctx, { web: look })]);
    await takeLooks(ctx, { web: look });
    expect(looks).toBeLessThanOrEqual(2);
    clock.advance(60_000);
    await takeLooks(ctx, { web: async () => 'wrong' as const });
    expect((await minutes(ctx)).map(({ at, ok, detail }) => [at.toISOString().slice(11, 16), ok, detail])).toEqual([
      ['09:00', true, null],
      ['09:01', false, 'wrong'],
    ]);
  });

  it('call a look that throws a failure, not a hole', async () => {
    const ctx = systemCtx(() => start);
    await takeLooks(ctx, {
      mail: async () => {
        throw new Error('what the server said');
      },
    });
    expect(await minutes(ctx)).toMatchObject([{ component: 'mail', ok: false, detail: 'look' }]);
  });

  it('wait for the database and are written when it is back', async () => {
    const clock = testClock(start);
    const ctx = systemCtx(clock.now);
    const away: SystemCtx = { ...ctx, db: new Proxy({}, { get: () => ({}) }) as SystemCtx['db'] };
    await expect(takeLooks(away, { database: async () => 'unreachable' as const, web: fine })).rejects.toThrow();
    clock.advance(60_000);
    await takeLooks(ctx, { database: fine });
    expect((await minutes(ctx)).map(({ component, ok, at }) => [component, ok, at.getUTCMinutes()])).toEqual([
      ['database', false, 0],
      ['web', true, 0],
      ['database', true, 1],
    ]);
  });

  it('say of the other kind of process only that none runs, and nothing where one does', async () => {
    const ctx = systemCtx();
    const { worker } = otherLooks.web;
    if (!worker) throw new Error('web looks at no worker');
    expect(await worker(ctx)).toBe('no-process');
    const now = ctx.now();
    const beat = { id: uuid7(), kind: 'worker', host: 'h', pid: 1, startedAt: now, seenAt: now };
    await ctx.db.processHeartbeat.create({ data: beat });
    await takeLooks(ctx, { worker });
    expect(await minutes(ctx)).toEqual([]);
    await ctx.db.processHeartbeat.deleteMany();
  });

  it('find nothing that sends, and no mail server, where there is none', async () => {
    const ctx = systemCtx();
    expect(await ownLooks.worker.sending?.(ctx)).toBe('no-process');
    expect(await ownLooks.worker.mail?.(ctx)).toBe('unreachable');
    expect(await ownLooks.worker.database?.(ctx)).toBeNull();
  });
});

describe('the status', () => {
  const sample = (at: string, ok: boolean, component = 'web') =>
    ({ component, at: new Date(at), ok, latencyMs: 4, detail: ok ? null : 'unreachable' }) as Parameters<
      typeof keepSamples
    >[1][number];

  it('counts failing and missing minutes against the uptime, and tells them as an incident', async () => {
    const ctx = systemCtx(() => new Date('2026-11-20T09:10:20Z'));
    const at = (minute: number) => `2026-11-20T09:${String(minute).padStart(2, '0')}:00Z`;
    await keepSamples(
      ctx,
      [0, 1, 2, 3].map((minute) => sample(at(minute), true)),
    );
    await keepSamples(
      ctx,
      [4, 5].map((minute) => sample(at(minute), false)),
    );
    await keepSamples(
      ctx,
      [8, 9].map((minute) => sample(at(minute), true)),
    );
    const status = await readStatus(ctx);
    const web = status.components.find(({ name }) => name === 'web');
    expect(web).toMatchObject({ state: 'ok', uptime: 0.6, latencyMs: 4, measuredSince: new Date(at(0)) });
    expect(web?.days).toHaveLength(90);
    expect(web?.days.at(-1)).toEqual({ day: '2026-11-20', ok: 6, failed: 2, unknown: 2 });
    expect(web?.incidents).toEqual([
      { from: new Date(at(4)), until: new Date(at(8)), minutes: 4, kind: 'failed', detail: 'unreachable' },
    ]);
    const mail = status.components.find(({ name }) => name === 'mail');
    expect(mail).toMatchObject({ state: 'unknown', since: null, uptime: null, incidents: [] });
  });

  it('reads the same by its end alone as it did whole', async () => {
    const clock = testClock(new Date('2026-11-22T09:10:20Z'));
    const ctx = systemCtx(clock.now);
    await keepSamples(ctx, [sample('2026-11-10T00:00:00Z', true), sample('2026-11-22T09:09:00Z', true)]);
    const first = await readStatus(ctx);
    clock.advance(60_000);
    await keepSamples(ctx, [sample('2026-11-22T09:10:00Z', false)]);
    const second = await readStatus(ctx);
    const bar = (status: typeof first, at: number) => status.components[0]?.days.at(at);
    expect(bar(second, -5)).toEqual(bar(first, -5));
    expect(second.components[0]).toMatchObject({ state: 'failed', detail: 'unreachable' });
    expect(bar(second, -1)).toMatchObject({ ok: 1, failed: 1 });
  });

  it('is kept on disk, and a torn file is as good as none', async () => {
    const ctx = systemCtx();
    const status = await readStatus(ctx);
    await keepStatus(status);
    expect(await keptStatus()).toEqual(status);
    writeFileSync(join(folder, 'run', 'status.json'), '{"version":1,"at"');
    expect(await keptStatus()).toBeNull();
  });

  it('has days as long as they are where clocks change', () => {
    const days = lastDays(new Date('2026-10-26T12:00:00Z'), 3, 'Europe/Rome');
    expect(days.map(({ day, from, until }) => [day, until - from])).toEqual([
      ['2026-10-24', 1440],
      ['2026-10-25', 1500],
      ['2026-10-26', 13 * 60 + 1],
    ]);
  });

  it('forgets samples older than they are kept', async () => {
    const ctx = systemCtx(() => new Date('2026-11-20T09:10:00Z'));
    await keepSamples(ctx, [sample('2024-11-19T09:10:00Z', true), sample('2024-11-22T09:10:00Z', true)]);
    await serviceLevelJobs[0]?.run(ctx, {}, new AbortController().signal, 0);
    expect(await minutes(ctx)).toHaveLength(1);
  });
});
