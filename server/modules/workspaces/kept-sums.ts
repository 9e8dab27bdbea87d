import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';

/** What a sum is of: a campaign or the workspace, and which. A scope's first word changes with the shape of its sums. */
export type SumKey = { subjectId: string; scope: string };
export type Kept<T> = { sums: T; at: Date };

/** Up to so many rows are counted for whoever asks; what is counted over more is kept. */
export const FEW_ROWS = 20_000;

/** A sum is taken again once it is older than so many times what it took: at most a twentieth of the time goes into counting. */
const PAUSE = 20;
const LEAST_MS = 5_000;
/** A page waits so long for sums that nobody has taken yet; after that it says that they are being counted. */
const PATIENCE_MS = 100;

/** A process counts one at a time: the others wait, and what people ask for has the rest of the machine. */
const AT_ONCE = 1;

const counting = new Map<string, Promise<Kept<unknown>>>();
const waiting: (() => void)[] = [];
let running = 0;

type KeepOptions = {
  /** Sums taken later than this do not change any more. */
  settledAfter?: Date | null;
  /** They are good for so long, whatever they took. */
  leastMs?: number;
};

/**
 * Sums over so many rows that no page may wait for them: kept in the database, taken again beside the request that finds them old.
 * null where they were never taken and take long: ask again. Sums are kept as JSON, and come back as it.
 */
export async function keptSums<T extends Prisma.InputJsonValue>(
  ctx: TenantCtx,
  key: SumKey,
  take: () => Promise<T>,
  options: KeepOptions = {},
): Promise<Kept<T> | null> {
  const known = await readKept(ctx, key, take, options);
  if (known) return known;
  const taken = takeSums(ctx, key, take);
  return Promise.race([taken, new Promise<null>((done) => setTimeout(done, PATIENCE_MS, null).unref())]);
}

/** As `keptSums`, for a page that can't say that it is being counted: whoever asks first waits. */
export async function keptOrTaken<T extends Prisma.InputJsonValue>(
  ctx: TenantCtx,
  key: SumKey,
  take: () => Promise<T>,
  options: KeepOptions = {},
): Promise<Kept<T>> {
  return (await readKept(ctx, key, take, options)) ?? takeSums(ctx, key, take);
}

async function readKept<T extends Prisma.InputJsonValue>(
  ctx: TenantCtx,
  key: SumKey,
  take: () => Promise<T>,
  options: KeepOptions,
): Promise<Kept<T> | null> {
  const row = await ctx.db.keptSum.findFirst({ where: key, select: { sums: true, at: true, tookMs: true } });
  if (!row) return null;
  if (isOld(ctx, row, options)) void takeSums(ctx, key, take).catch(() => null);
  return { sums: row.sums as T, at: row.at };
}

function isOld(ctx: TenantCtx, row: { at: Date; tookMs: number }, { settledAfter, leastMs }: KeepOptions): boolean {
  if (settledAfter && row.at > settledAfter) return false;
  return ctx.now().getTime() - row.at.getTime() > Math.max(leastMs ?? LEAST_MS, row.tookMs * PAUSE);
}

/** As `keptSums` for many subjects of one scope, in one look: those that were never taken are missing, and are taken beside. */
export async function keptSumsOf<T extends Prisma.InputJsonValue>(
  ctx: TenantCtx,
  scope: string,
  subjects: readonly ({ id: string } & KeepOptions)[],
  take: (id: string) => Promise<T>,
): Promise<Map<string, Kept<T>>> {
  const rows = await ctx.db.keptSum.findMany({
    where: { scope, subjectId: { in: subjects.map(({ id }) => id) } },
    select: { subjectId: true, sums: true, at: true, tookMs: true },
  });
  const kept = new Map(rows.map((row) => [row.subjectId, row]));
  for (const { id, ...options } of subjects) {
    const row = kept.get(id);
    if (!row || isOld(ctx, row, options))
      void takeSums(ctx, { subjectId: id, scope }, () => take(id)).catch(() => null);
  }
  return new Map(rows.map((row) => [row.subjectId, { sums: row.sums as T, at: row.at }]));
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
  if (running < AT_ONCE) running++;
  else await new Promise<void>((go) => waiting.push(go));
  const at = ctx.now();
  const began = performance.now();
  const sums = await take().finally(() => {
    // Who waits goes on in this one's place, so that nobody slips in between.
    const next = waiting.shift();
    if (next) next();
    else running--;
  });
  const data = { at, tookMs: Math.ceil(performance.now() - began), sums };
  const where = { workspaceId_subjectId_scope: { workspaceId: ctx.workspace.id, ...key } };
  await ctx.db.keptSum.upsert({ where, create: { workspaceId: ctx.workspace.id, ...key, ...data }, update: data });
  return { sums, at };
}
