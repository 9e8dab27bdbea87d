import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, NotFound } from '#server/lib/errors.ts';
import { uuid7Floor } from '#server/lib/uuid.ts';
import { parseAttributeValue } from './attribute-values.ts';
import { actOnBatch, type BulkRun, keptIds, keptValues, type ReadyAct, undoBatch, withBulkLock } from './bulk.sql.ts';
import { restoreGroups } from './delete-group.ts';
import { groupIdsBelow } from './groups.sql.ts';
import { type BulkTarget, bulkAct, bulkTarget, deletedGroups } from './schemas.ts';
import { selectedIds, selectionScope } from './selection.sql.ts';

/** Contacts of one transaction. */
const BATCH = 1_000;

type Row = NonNullable<Awaited<ReturnType<TenantCtx['db']['bulkAction']['findFirst']>>>;
type Change = Parameters<TenantCtx['db']['bulkAction']['updateMany']>[0]['data'];

/**
 * Runs an act, or its undo, in batches; again from the beginning after any death of the process: what is done is found done. What
 * breaks is thrown; on the `lastTry` the action ends as `failed`, and what it did can be taken back. Throws Conflict while another process
 * runs it.
 */
export async function runBulk(ctx: TenantCtx, actionId: string, lastTry = true): Promise<void> {
  const held = await withBulkLock(actionId, async () => {
    const row = await ctx.db.bulkAction.findFirst({ where: { id: actionId } });
    if (!row) throw new NotFound({ what: 'bulk-action' });
    try {
      if (row.state === 'queued' || row.state === 'running') await act(ctx, row);
      else if (row.state === 'undoing') await takeBack(ctx, row);
    } catch (error) {
      ctx.log.error({ actionId, err: error }, 'bulk action broke');
      if (lastTry) {
        const changed = await ctx.db.contactBefore.count({ where: { actionId } });
        await change(ctx, actionId, { ...ended(ctx, 'failed'), changed, failure: 'unexpected' });
      }
      throw error;
    }
    return true;
  });
  if (!held) throw new Conflict({ what: 'bulk-action', reason: 'running-elsewhere' });
}

const ended = (ctx: TenantCtx, state: 'finished' | 'cancelled' | 'failed' | 'undone') => ({
  state,
  stateAt: ctx.now(),
  finishedAt: ctx.now(),
});

async function change(ctx: TenantCtx, id: string, data: Change): Promise<void> {
  await ctx.db.bulkAction.updateMany({ where: { id }, data });
}

async function act(ctx: TenantCtx, row: Row): Promise<void> {
  const run = await runOf(ctx, row);
  const ready = await readyAct(ctx, row);
  await change(ctx, row.id, { state: 'running', stateAt: ctx.now(), done: 0, failure: null });
  for await (const ids of batchesOf(ctx, bulkTarget.parse(row.selection), row.createdAt)) {
    await inTransaction(
      ctx,
      async (tx) => {
        await actOnBatch(tx, run, ready, ids);
        await change(tx, row.id, { done: { increment: ids.length } });
      },
      { timeoutMs: 120_000 },
    );
    const asked = await ctx.db.bulkAction.findFirst({ where: { id: row.id }, select: { cancelRequestedAt: true } });
    if (asked?.cancelRequestedAt) break;
  }
  const asked = await ctx.db.bulkAction.findFirst({ where: { id: row.id }, select: { cancelRequestedAt: true } });
  // Its rows are counted, not a tally that a killed run could lose.
  const changed = await ctx.db.contactBefore.count({ where: { actionId: row.id } });
  await change(ctx, row.id, { ...ended(ctx, asked?.cancelRequestedAt ? 'cancelled' : 'finished'), changed });
}

/** The contacts in batches, in the order of their ids; none that was added after the act was asked for. */
async function* batchesOf(ctx: TenantCtx, target: BulkTarget, at: Date): AsyncGenerator<string[]> {
  if ('ids' in target) {
    yield [...new Set(target.ids)];
    return;
  }
  const scope = await selectionScope(ctx, target.selection);
  const below = uuid7Floor(new Date(at.getTime() + 1));
  for (let after: string | null = null; ; ) {
    const ids: string[] = await selectedIds(ctx, scope, target.selection, { after, below, limit: BATCH });
    if (ids.length > 0) yield ids;
    if (ids.length < BATCH) return;
    after = ids.at(-1) ?? null;
  }
}

async function takeBack(ctx: TenantCtx, row: Row): Promise<void> {
  if (row.kind === 'delete-group') {
    const done = await restoreGroups(ctx, row.id, deletedGroups.parse(row.input));
    await change(ctx, row.id, { ...ended(ctx, 'undone'), done });
    return;
  }
  const run = await runOf(ctx, row);
  const ready = await readyAct(ctx, row);
  if (ready.kind === 'set-attribute') await offerAgain(ctx, row.id, ready.key);
  for (;;) {
    const ids = await keptIds(ctx, row.id, BATCH);
    if (ids.length === 0) break;
    await inTransaction(
      ctx,
      async (tx) => {
        const restored = await undoBatch(tx, run, ready, ids);
        await change(tx, row.id, { done: { increment: restored } });
      },
      { timeoutMs: 120_000 },
    );
  }
  await change(ctx, row.id, ended(ctx, 'undone'));
}

/** A choice that contacts get back is one again. */
async function offerAgain(ctx: TenantCtx, actionId: string, key: string): Promise<void> {
  const attribute = await ctx.db.attribute.findFirst({
    where: { key },
    select: { id: true, type: true, choices: true },
  });
  if (attribute?.type !== 'choice') return;
  const missing = (await keptValues(ctx, actionId)).filter((value) => !attribute.choices.includes(value));
  if (missing.length === 0) return;
  const choices = [...attribute.choices, ...missing];
  await ctx.db.attribute.updateMany({ where: { id: attribute.id }, data: { choices } });
}

async function runOf(ctx: TenantCtx, row: Row): Promise<BulkRun> {
  const given = bulkAct.parse(row.input);
  const groupIds = given.kind === 'remove-from-group' ? await groupIdsBelow(ctx, given.groupId) : [];
  return { actionId: row.id, at: row.createdAt, actorName: row.actorName, groupIds };
}

/** The act with its value as the attribute keeps it. */
async function readyAct(ctx: TenantCtx, row: Row): Promise<ReadyAct> {
  const given = bulkAct.parse(row.input);
  if (given.kind !== 'set-attribute') return given;
  const attribute = await ctx.db.attribute.findFirst({
    where: { key: given.key },
    select: { type: true, choices: true },
  });
  if (given.value === null) return { ...given, value: null };
  const value = attribute ? parseAttributeValue(attribute, given.value) : given.value;
  return { ...given, value: value ?? given.value };
}
