import type { Prisma } from '#server/db/generated/client.ts';
import { sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { FEW_ROWS, type Kept, keptOrTaken } from '../workspaces/index.ts';

/** A workspace found large is taken for large so long; sums kept of one that has shrunk are as true, only not of this moment. */
const LARGE_FOR_MS = 600_000;
/** So many workspaces are remembered by a process, the last found. */
const REMEMBERED = 10_000;
const largeSince = new Map<string, number>();

async function isLarge(ctx: TenantCtx): Promise<boolean> {
  const { id } = ctx.workspace;
  const now = ctx.now().getTime();
  const since = largeSince.get(id);
  if (since !== undefined && Math.abs(now - since) < LARGE_FOR_MS) return true;
  largeSince.delete(id);
  if (!(await hasMoreThanFew(ctx))) return false;
  const [oldest] = largeSince.keys();
  if (largeSince.size >= REMEMBERED && oldest) largeSince.delete(oldest);
  largeSince.set(id, now);
  return true;
}

async function hasMoreThanFew(ctx: TenantCtx): Promise<boolean> {
  const rows = await tenantRows<{ n: number }>(
    ctx,
    sql`SELECT count(*)::int AS n FROM (SELECT FROM contacts WHERE "workspaceId" = ${ctx.workspace.id}::uuid LIMIT ${FEW_ROWS + 1}) some_of_them`,
  );
  return (rows[0]?.n ?? 0) > FEW_ROWS;
}

/**
 * Counts over all of a workspace's contacts, for a page: counted now where they are few, else as they were kept, and counted anew beside
 * the request that finds them old. Who is the first to ask of a great many waits. `scope` names what is counted, with a version.
 */
export async function largeCounts<T extends Prisma.InputJsonValue>(
  ctx: TenantCtx,
  scope: string,
  take: () => Promise<T>,
): Promise<Kept<T>> {
  if (!(await isLarge(ctx))) return { sums: await take(), at: ctx.now() };
  return keptOrTaken(ctx, { subjectId: ctx.workspace.id, scope }, take);
}
