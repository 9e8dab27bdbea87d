import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import type { BatchCounts, BatchTarget } from './import-staging.sql.ts';
import type { RejectedRows } from './rejected-rows.ts';
import type { ImportCounts, ImportPlan } from './schemas.ts';
import { defaultTopic } from './topics.ts';

const EVERY_MS = 1_000;

/** An import's row in the database as it moves: what the browser polls. Ticks once a second and learns of a cancellation. */
export class ImportProgress {
  readonly #ctx: TenantCtx;
  readonly #id: string;
  #bytes = 0;
  #next = performance.now() + EVERY_MS;

  constructor(ctx: TenantCtx, importId: string) {
    this.#ctx = ctx;
    this.#id = importId;
  }

  async begin(startedAt: Date): Promise<void> {
    await this.#update({
      state: 'running',
      stateAt: this.#ctx.now(),
      startedAt,
      phase: 'reading',
      bytesDone: 0n,
      rowsTotal: null,
      rowsDone: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      reasons: {},
      rejectedBlobKey: null,
      failure: null,
    });
  }

  sawBytes(count: number): void {
    this.#bytes += count;
  }

  due(): boolean {
    return performance.now() >= this.#next;
  }

  /** Says how far the reading is; false when somebody cancelled. */
  async tick(): Promise<boolean> {
    this.#next = performance.now() + EVERY_MS;
    await this.#update({ bytesDone: BigInt(this.#bytes) });
    return !(await this.#cancelled());
  }

  async phase(phase: 'checking' | 'writing', at: { rowsTotal: number; rowsDone: number }): Promise<void> {
    await this.#update({ phase, bytesDone: BigInt(this.#bytes), rowsTotal: at.rowsTotal, rowsDone: at.rowsDone });
  }

  /** What a trial run foresees. */
  async add({ created, updated, unchanged }: BatchCounts): Promise<void> {
    await this.#update({ created, updated, unchanged, rowsDone: { increment: created + updated + unchanged } });
  }

  /** What the batches write to; makes the import's one evidence row, the same in every run of it. */
  async target(plan: ImportPlan): Promise<BatchTarget> {
    const ctx = this.#ctx;
    const topicId = plan.topicId ?? (await defaultTopic(ctx)).id;
    const found = await ctx.db.import.findFirst({
      where: { id: this.#id },
      select: { evidenceId: true, fileName: true },
    });
    if (!found) throw new NotFound({ what: 'import' });
    const evidenceId = found.evidenceId ?? uuid7(ctx.now().getTime());
    if (!found.evidenceId) {
      await inTransaction(ctx, async (tx) => {
        await tx.db.evidence.create({
          data: {
            workspaceId: ctx.workspace.id,
            id: evidenceId,
            source: 'import',
            at: ctx.now(),
            text: plan.evidence,
            address: ctx.request?.address ?? null,
            detail: { importId: this.#id, fileName: found.fileName, by: ctx.actor.name },
          },
        });
        await tx.db.import.updateMany({ where: { id: this.#id }, data: { evidenceId } });
      });
    }
    const basis = plan.basis === 'soft_optin' ? 'soft-optin' : plan.basis;
    const { conflict, groupId } = plan;
    return { conflict, groupId, topicId, basis, evidenceId, actorName: ctx.actor.name, now: ctx.now() };
  }

  async finish(state: 'finished' | 'cancelled', rejected: RejectedRows): Promise<ImportCounts> {
    const rejectedBlobKey = await rejected.close();
    await this.#update({
      state,
      stateAt: this.#ctx.now(),
      finishedAt: this.#ctx.now(),
      phase: null,
      rejected: rejected.count,
      reasons: rejected.reasons,
      rejectedBlobKey,
    });
    const row = await this.#ctx.db.import.findFirst({ where: { id: this.#id } });
    if (!row) throw new NotFound({ what: 'import' });
    const { created, updated, unchanged } = row;
    return { rows: row.rowsTotal ?? 0, created, updated, unchanged, rejected: row.rejected, reasons: rejected.reasons };
  }

  async fail(failure: string): Promise<void> {
    await this.#update({
      state: 'failed',
      stateAt: this.#ctx.now(),
      finishedAt: this.#ctx.now(),
      phase: null,
      failure,
    });
  }

  async #cancelled(): Promise<boolean> {
    const row = await this.#ctx.db.import.findFirst({ where: { id: this.#id }, select: { cancelRequestedAt: true } });
    return row === null || row.cancelRequestedAt !== null;
  }

  async #update(data: Parameters<TenantCtx['db']['import']['updateMany']>[0]['data']): Promise<void> {
    await this.#ctx.db.import.updateMany({ where: { id: this.#id }, data });
  }
}
