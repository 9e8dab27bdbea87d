import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { type Page, toPage } from '#shared/paging.ts';
import { bulkTarget, type RecordedAct, recordedAct } from './schemas.ts';

export type BulkView = {
  id: string;
  act: RecordedAct;
  /** Whether it was done to all that a filter matched, rather than to picked ones. */
  bySelection: boolean;
  state: 'queued' | 'running' | 'finished' | 'failed' | 'cancelled' | 'undoing' | 'undone';
  total: number;
  done: number;
  changed: number;
  createdAt: Date;
  finishedAt: Date | null;
  actorName: string;
  /** Until when it can be taken back; null: no more, or not yet. */
  undoUntil: Date | null;
  cancelling: boolean;
};

type Row = NonNullable<Awaited<ReturnType<TenantCtx['db']['bulkAction']['findFirst']>>>;

function viewOf(ctx: TenantCtx, row: Row): BulkView | null {
  const act = recordedAct.safeParse(row.input);
  if (!act.success) return null;
  const target = bulkTarget.safeParse(row.selection).data;
  // A deleted group comes back even where nobody was in it.
  const undoable = row.changed > 0 || act.data.kind === 'delete-group';
  const ended = row.state === 'finished' || row.state === 'cancelled' || row.state === 'failed';
  return {
    id: row.id,
    act: act.data,
    bySelection: target !== undefined && 'selection' in target,
    state: row.state,
    total: row.total ?? 0,
    done: row.done,
    changed: row.changed,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    actorName: row.actorName,
    undoUntil: ended && undoable && row.undoUntil && row.undoUntil > ctx.now() ? row.undoUntil : null,
    cancelling: row.cancelRequestedAt !== null && row.state === 'running',
  };
}

export async function getBulk(ctx: TenantCtx, input: { id: string }): Promise<BulkView> {
  const row = await ctx.db.bulkAction.findFirst({ where: { id: input.id } });
  const view = row && viewOf(ctx, row);
  if (!view) throw new NotFound({ what: 'bulk-action' });
  return view;
}

/** What was done to many contacts, newest first. */
export async function listBulk(
  ctx: TenantCtx,
  input: { limit: number; cursor?: string | null | undefined },
): Promise<Page<BulkView>> {
  const rows = await ctx.db.bulkAction.findMany({
    where: input.cursor ? { id: { lt: input.cursor } } : {},
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  const page = toPage(rows, input.limit, (row) => row.id);
  return { ...page, rows: page.rows.flatMap((row) => viewOf(ctx, row) ?? []) };
}
