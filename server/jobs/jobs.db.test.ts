import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { inTransaction } from '../db/client.ts';
import { defineJob, enqueue, handleJob } from './define.ts';
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

it('refuses a payload that its schema does not know', async () => {
  await expect(enqueue(systemCtx(), sweep, { n: 'many' } as never)).rejects.toThrow();
});
