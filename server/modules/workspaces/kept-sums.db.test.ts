import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { keptOrTaken, keptSums, keptSumsOf } from './kept-sums.ts';

useDatabase();
let ctx: TenantCtx;
const clock = testClock();
beforeAll(async () => {
  ctx = await makeWorkspace(systemCtx(clock.now));
});

describe('kept sums', () => {
  it('are answered while older ones are counted anew, and settle once nothing can change', async () => {
    const key = { subjectId: uuid7(), scope: 'test' };
    let taken = 0;
    const take = async () => ({ n: ++taken });
    expect((await keptOrTaken(ctx, key, take)).sums).toEqual({ n: 1 });
    expect((await keptSums(ctx, key, take))?.sums).toEqual({ n: 1 });
    clock.advance(60_000);
    expect((await keptSums(ctx, key, take, { settledAfter: new Date(0) }))?.sums).toEqual({ n: 1 });
    expect(taken).toBe(1);
    expect((await keptSums(ctx, key, take))?.sums).toEqual({ n: 1 });
    // Who reads just before they are written has them counted once more: harmless, and not what this is about.
    await expect.poll(async () => (await keptSums(ctx, key, take))?.sums.n).toBeGreaterThanOrEqual(2);
  });

  it('say that they are being counted rather than make a page wait', async () => {
    let finish: (sums: { n: number }) => void = () => undefined;
    const slow = () => new Promise<{ n: number }>((done) => (finish = done));
    const key = { subjectId: uuid7(), scope: 'slow' };
    expect(await keptSums(ctx, key, slow)).toBeNull();
    finish({ n: 7 });
    await expect.poll(async () => (await keptSums(ctx, key, async () => ({ n: 7 })))?.sums.n).toBe(7);
  });

  it('are counted once for all who ask at the same time, and waited for where a page needs them', async () => {
    const key = { subjectId: uuid7(), scope: 'first' };
    let taken = 0;
    let open: () => void = () => undefined;
    const gate = new Promise<void>((done) => (open = done));
    const take = async () => {
      const n = ++taken;
      await gate;
      return { n };
    };
    const waits = keptOrTaken(ctx, key, take);
    // Its answer says that it has asked too, and was not answered yet.
    expect(await keptSums(ctx, key, take)).toBeNull();
    open();
    expect((await waits).sums.n).toBe(1);
    expect((await keptOrTaken(ctx, key, take)).sums.n).toBe(1);
    expect(taken).toBe(1);
  });

  it('of many subjects are read in one look, one being counted at a time', async () => {
    const subjects = Array.from({ length: 6 }, () => ({ id: uuid7() }));
    let [now, most] = [0, 0];
    const take = async (id: string) => {
      most = Math.max(most, ++now);
      await new Promise((done) => setImmediate(done));
      now--;
      return { id };
    };
    expect((await keptSumsOf(ctx, 'many', subjects, take)).size).toBe(0);
    await expect.poll(async () => (await keptSumsOf(ctx, 'many', subjects, take)).size).toBe(6);
    expect(most).toBe(1);
  });
});
