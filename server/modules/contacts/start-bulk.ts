import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { parseAttributeValue } from './attribute-values.ts';
import { bulkJob } from './jobs.ts';
import { runBulk } from './run-bulk.ts';
import { type BulkAct, type BulkTarget, startBulkInput } from './schemas.ts';
import { countSelection } from './selection.sql.ts';

/** Done while the person waits; more than that goes to a worker. */
const AT_ONCE = 200;

/** Refuses what the act names and the workspace does not have; answers the act. */
async function checkAct(ctx: TenantCtx, act: BulkAct): Promise<BulkAct> {
  if (act.kind === 'add-to-group' || act.kind === 'remove-from-group') {
    if (!(await ctx.db.group.findFirst({ where: { id: act.groupId }, select: { id: true } })))
      throw new NotFound({ what: 'group' });
  }
  if (act.kind === 'unsubscribe') {
    if (!(await ctx.db.topic.findFirst({ where: { id: act.topicId }, select: { id: true } })))
      throw new NotFound({ what: 'topic' });
  }
  if (act.kind === 'set-attribute') {
    const attribute = await ctx.db.attribute.findFirst({
      where: { key: act.key },
      select: { type: true, choices: true },
    });
    if (!attribute) throw new InvalidInput({ field: 'key', reason: 'attribute-unknown' });
    if (act.value === null || act.value === '') return { ...act, value: null };
    if (parseAttributeValue(attribute, act.value) === undefined) {
      throw new InvalidInput({ field: 'value', reason: 'attribute-value' });
    }
  }
  return act;
}

const countOf = (ctx: TenantCtx, target: BulkTarget) =>
  'ids' in target ? new Set(target.ids).size : countSelection(ctx, target.selection);

export type BulkStarted = { id: string; kind: string; state: string; total: number; changed: number };

/**
 * Acts on many contacts: on up to 200 at once, on more by a worker. It can be taken back for as long as the provider's setting says. Answers
 * how far it is.
 */
export async function startBulk(ctx: TenantCtx, given: z.input<typeof startBulkInput>): Promise<BulkStarted> {
  const input = startBulkInput.parse(given);
  const act = await checkAct(ctx, input.act);
  const total = await countOf(ctx, input.target);
  const hours = (await providerSettings(ctx))['retention.undo-hours'];
  const at = ctx.now();
  const id = uuid7(at.getTime());
  await inTransaction(ctx, async (tx) => {
    await tx.db.bulkAction.create({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        kind: act.kind,
        input: JSON.parse(JSON.stringify(act)),
        selection: JSON.parse(JSON.stringify(input.target)),
        stateAt: at,
        total,
        createdAt: at,
        createdBy: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        actorName: ctx.actor.name,
        undoUntil: new Date(at.getTime() + hours * 3_600_000),
      },
    });
    await audit(tx, {
      action: 'contacts.bulk',
      subject: { kind: 'bulk-action', id },
      after: { act: JSON.parse(JSON.stringify(act)), total },
    });
    if (total > AT_ONCE) await enqueue(tx, bulkJob, { v: 1, workspaceId: ctx.workspace.id, actionId: id });
  });
  if (total <= AT_ONCE) await runBulk(ctx, id);
  return startedOf(ctx, id);
}

async function startedOf(ctx: TenantCtx, id: string): Promise<BulkStarted> {
  const row = await ctx.db.bulkAction.findFirst({ where: { id } });
  if (!row) throw new NotFound({ what: 'bulk-action' });
  return { id, kind: row.kind, state: row.state, total: row.total ?? 0, changed: row.changed };
}

/** Stops an act that waits or runs: what is done stays done, and can be taken back. */
export async function cancelBulk(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const at = ctx.now();
    const waiting = await tx.db.bulkAction.updateMany({
      where: { id: input.id, state: 'queued' },
      data: { state: 'cancelled', stateAt: at, finishedAt: at, cancelRequestedAt: at },
    });
    const running = await tx.db.bulkAction.updateMany({
      where: { id: input.id, state: 'running' },
      data: { cancelRequestedAt: at },
    });
    if (waiting.count + running.count === 0) {
      const row = await tx.db.bulkAction.findFirst({ where: { id: input.id }, select: { state: true } });
      if (!row) throw new NotFound({ what: 'bulk-action' });
      throw new InvalidState({ what: 'bulk-action', state: row.state });
    }
    await audit(tx, { action: 'contacts.cancel-bulk', subject: { kind: 'bulk-action', id: input.id } });
  });
}

/**
 * Takes an act back: every contact that is still as the act left it becomes what it was. Refused (`undo-over`) after its time, and while
 * the act runs.
 */
export async function undoBulk(ctx: TenantCtx, input: { id: string }): Promise<BulkStarted & { done: number }> {
  const changed = await inTransaction(ctx, async (tx) => {
    const row = await tx.db.bulkAction.findFirst({ where: { id: input.id } });
    if (!row) throw new NotFound({ what: 'bulk-action' });
    if (row.state !== 'finished' && row.state !== 'cancelled' && row.state !== 'failed')
      throw new InvalidState({ what: 'bulk-action', state: row.state });
    if (!row.undoUntil || row.undoUntil <= ctx.now()) throw new InvalidState({ reason: 'undo-over' });
    // Asked by the state in the statement: of two who press at once, one is refused.
    const { count } = await tx.db.bulkAction.updateMany({
      where: { id: input.id, state: row.state },
      data: { state: 'undoing', stateAt: ctx.now(), done: 0 },
    });
    if (count === 0) throw new InvalidState({ what: 'bulk-action', state: 'undoing' });
    await audit(tx, {
      action: 'contacts.undo-bulk',
      subject: { kind: 'bulk-action', id: input.id },
      before: { kind: row.kind, changed: row.changed },
    });
    if (row.changed > AT_ONCE) await enqueue(tx, bulkJob, { v: 1, workspaceId: ctx.workspace.id, actionId: input.id });
    return row.changed;
  });
  if (changed <= AT_ONCE) await runBulk(ctx, input.id);
  const row = await ctx.db.bulkAction.findFirst({ where: { id: input.id }, select: { done: true } });
  return { ...(await startedOf(ctx, input.id)), done: row?.done ?? 0 };
}
