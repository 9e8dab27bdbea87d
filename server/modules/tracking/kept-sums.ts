import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';

/** What a sum is of: a campaign or the workspace, and which. A scope's first word changes with the shape of its sums. */
export type SumKey = { subjectId: string; scope: string };
export type Kept<T> = { sums: T; at: Date };

/** A sum is taken again once it is older than so many times what it took: at most a twentieth of the time goes into counting. */
const PAUSE = 20;
const LEAST_MS = 5_000;
/** A page waits so long for sums that nobody has taken yet; after that it says that they are being counted. */
const PATIENCE_MS = 100;

const counting = new Map<string, Promise<Kept<unknown>>>();

/**
 * Sums over so many rows that no page may wait for them: kept in the database, taken again beside the request that finds them old.
 * null where they were never taken and take long: ask again. `settledAfter`: sums taken later than this do not change any more.
 * Sums are kept as JSON, and come back as it.
 */
export async function keptSums<T extends Prisma.InputJsonValue>(
  ctx: TenantCtx,
  key: SumKey,
  take: () => Promise<T>,
  options: { settledAfter?: Date | null; leastMs?: number } = {},
): Promise<Kept<T> | null> {
  const row = await ctx.db.keptSum.findFirst({ where: key, select: { sums: true, at: true, tookMs: true } });
  if (row) {
    const kept: Kept<T> = { sums: row.sums as T, at: row.at };
    const settled = options.settledAfter && row.at > options.settledAfter;
    const age = ctx.now().getTime() - row.at.getTime();
    if (!settled && age > Math.max(options.leastMs ?? LEAST_MS, row.tookMs * PAUSE))
      void takeSums(ctx, key, take).catch(() => null);
    return kept;
  }
  const taken = takeSums(ctx, key, take);
  return Promise.race([taken, new Promise<null>((done) => setTimeout(done, PATIENCE_MS, null).unref())]);
}

/** Takes sums now and keeps them; one at a time for each key and process. */
export function takeSums<T extends Prisma.InputJsonValue>(
  ctx: TenantCtx,
  key: SumKey,
  take: () => Promise<T>,
): Promise<Kept<T>> {
  const name = `${ctx.workspace.id} ${key.subjectId} ${key.scope}`;
  const under = counting.get(name);
  if (under) return under as Promise<Kept<T>>;
  const work = takeNow(ctx, key, take).finally(() => counting.delete(name));
  counting.set(name, work);
  work.catch((error: unknown) => ctx.log.error({ err: error, ...key }, 'sums could not be taken'));
  return work;
}

async function takeNow<T extends Prisma.InputJsonValue>(
  ctx: TenantCtx,
  key: SumKey,
  take: () => Promise<T>,
): Promise<Kept<T>> {
  const at = ctx.now();
  const began = performance.now();
  const sums = await take();
  const data = { at, tookMs: Math.ceil(performance.now() - began), sums };
  const where = { workspaceId_subjectId_scope: { workspaceId: ctx.workspace.id, ...key } };
  await ctx.db.keptSum.upsert({ where, create: { workspaceId: ctx.workspace.id, ...key, ...data }, update: data });
  return { sums, at };
}
