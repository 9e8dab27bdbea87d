import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { inTransaction } from '../db/client.ts';
import { hotPool } from '../db/sql.ts';
import { createLog } from '../lib/log.ts';
import { openWorkerBoss } from './boss.ts';
import { defineJob, enqueue, handleJob, workJobs } from './define.ts';
import { runWaitingJobs } from './slice.ts';

useDatabase();

const sweep = defineJob('workspaces.sweep', z.object({ n: z.number().default(0) }));

it('keeps a job only if its transaction is kept', async () => {
  const tenant = await makeWorkspace();
  const seen: number[] = [];
  const handler = handleJob(sweep, async (_, { n }) => void seen.push(n));
  await inTransaction(tenant, (tx) => enqueue(tx, sweep, { n: 1 }));
  const undone = inTransaction(tenant, async (tx) => {
    await enqueue(tx, sweep, { n: 2 });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await inTransaction(systemCtx(), (tx) => enqueue(tx, sweep, { n: 3 }));
  expect(await runWaitingJobs([handler], systemCtx, 10)).toBe(2);
  expect(seen.sort()).toEqual([1, 3]);
});

it('gives a failed job back to its queue', async () => {
  await enqueue(systemCtx(), sweep, { n: 4 });
  const failing = handleJob(sweep, async () => {
    throw new Error('not now');
  });
  expect(await runWaitingJobs([failing], systemCtx, 10)).toBe(0);
});

it('runs a job that was to start long ago, and drops it no sooner than any other', async () => {
  const longAgo = new Date(Date.now() - 40 * 86_400_000);
  await enqueue(systemCtx(), sweep, { n: 5 }, { startAfter: longAgo });
  const kept = `SELECT keep_until > now() + interval '13 days' AS kept FROM pgboss.job WHERE data->>'n' = '5'`;
  expect((await hotPool().query(kept)).rows).toEqual([{ kept: true }]);
  const seen: number[] = [];
  const handler = handleJob(sweep, async (_, { n }) => void seen.push(n));
  await runWaitingJobs([handler], systemCtx, 10);
  expect(seen).toContain(5);
});

it('begins a job again whose process was not heard of any more, and says that it was begun before', async () => {
  await enqueue(systemCtx(), sweep, { n: 6 });
  const mine = `name = 'workspaces.sweep' AND data->>'n' = '6'`;
  await hotPool().query(
    `UPDATE pgboss.job SET state = 'active', started_on = now() - interval '2 minutes',
      heartbeat_on = now() - interval '90 seconds' WHERE ${mine}`,
  );
  await hotPool().query('UPDATE pgboss.queue SET monitor_claim_on = NULL');
  const seen: [number, number][] = [];
  const handler = handleJob(sweep, async (_, { n }, __, tries) => void seen.push([n, tries]));
  await runWaitingJobs([handler], systemCtx, 10);
  await hotPool().query(`UPDATE pgboss.job SET start_after = now() WHERE ${mine}`);
  await runWaitingJobs([handler], systemCtx, 10);
  expect(seen).toContainEqual([6, 1]);
});

it('refuses a payload that its schema does not know', async () => {
  await expect(enqueue(systemCtx(), sweep, { n: 'many' } as never)).rejects.toThrow();
});

it('takes one waiting job after another, without a pause between them', async () => {
  const log = createLog('worker');
  for (let n = 10; n < 50; n++) await enqueue(systemCtx(), sweep, { n });
  const seen: number[] = [];
  const handler = handleJob(sweep, async (_, { n }) => void seen.push(n), { concurrency: 2 });
  const boss = await openWorkerBoss(log);
  try {
    await workJobs(boss, [handler], systemCtx, log);
    // With a pause of three seconds, two at a time, the last would be taken after a minute.
    await expect.poll(() => seen.filter((n) => n >= 10).length, { timeout: 40_000 }).toBe(40);
  } finally {
    await boss.stop({ graceful: false });
  }
});
