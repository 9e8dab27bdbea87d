import { createHash } from 'node:crypto';
import { inTransaction } from '#server/db/client.ts';
import type { Purchase } from '#server/db/generated/client.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput, NotFound } from '#server/lib/errors.ts';
import { activationUrlOf } from './activation-link.ts';
import { createPurchase } from './create-purchase.ts';
import { cancelPurchase, markPaid } from './move-purchase.ts';
import { activationRefusal } from './purchase-state.ts';
import { type PurchaseReport, reportPurchaseInput } from './schemas.ts';

/** A purchase as its marketplace sees it. `replay`: nothing was done, for it had been done before. */
export type ReportedPurchase = { purchase: PurchaseReport; replay: boolean };

function reportOf(purchase: Purchase, now: Date): PurchaseReport {
  const { id, state, plan, email, expiresAt } = purchase;
  const activationUrl = activationRefusal(purchase, now) === null ? activationUrlOf(purchase) : null;
  const externalRef = purchase.externalRef?.split('/').slice(1).join('/') ?? null;
  return { id, state, plan, email, externalRef, activationUrl, expiresAt: expiresAt.toISOString() };
}

const repeated = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'P2002';

/**
 * Records a sale that a marketplace reports: the console's own verb, once for each idempotency key. The same key with the same body
 * answers the same purchase again; with another body it is a Conflict. A reference is the marketplace's own, and used once.
 */
export async function reportPurchase(
  ctx: SystemCtx,
  marketplaceId: string,
  request: { idempotencyKey: string; body: Buffer; input: unknown },
): Promise<ReportedPurchase> {
  const { idempotencyKey } = request;
  if (idempotencyKey === '' || idempotencyKey.length > 200) throw new InvalidInput({ reason: 'idempotency-key' });
  const bodyHash = createHash('sha256').update(request.body).digest('hex');
  const known = async () => {
    const where = { marketplaceId_idempotencyKey: { marketplaceId, idempotencyKey } };
    const row = await ctx.db.purchaseRequest.findUnique({ where });
    if (!row) return undefined;
    if (row.bodyHash !== bodyHash) throw new Conflict({ reason: 'idempotency-key-reused' });
    const purchase = await ctx.db.purchase.findUniqueOrThrow({ where: { id: row.purchaseId } });
    return { purchase: reportOf(purchase, ctx.now()), replay: true };
  };
  const before = await known();
  if (before) return before;
  const parsed = reportPurchaseInput.safeParse(request.input);
  if (!parsed.success) {
    throw new InvalidInput({ reason: 'purchase', field: parsed.error.issues[0]?.path.join('.') ?? '' });
  }
  const { externalRef, ...sale } = parsed.data;
  try {
    return await inTransaction(ctx, async (tx) => {
      const purchase = await createPurchase(tx, { ...sale, externalRef: `${marketplaceId}/${externalRef}` });
      await tx.db.purchaseRequest.create({
        data: { marketplaceId, idempotencyKey, bodyHash, purchaseId: purchase.id, at: tx.now() },
      });
      return { purchase: reportOf(purchase, tx.now()), replay: false };
    });
  } catch (error) {
    if (!repeated(error)) throw error;
    // Two of the same at one moment: the other one was first.
    const meanwhile = await known();
    if (meanwhile) return meanwhile;
    throw new Conflict({ reason: 'external-ref-taken', field: 'externalRef' }, { cause: error });
  }
}

/** A marketplace's own purchase. NotFound for anybody else's. */
async function ownPurchase(ctx: SystemCtx, marketplaceId: string, id: string): Promise<Purchase> {
  const mine = await ctx.db.purchaseRequest.findFirst({ where: { marketplaceId, purchaseId: id } });
  const purchase = mine && (await ctx.db.purchase.findUnique({ where: { id } }));
  if (!purchase) throw new NotFound({ what: 'purchase' });
  return purchase;
}

export async function readReported(ctx: SystemCtx, marketplaceId: string, id: string): Promise<PurchaseReport> {
  return reportOf(await ownPurchase(ctx, marketplaceId, id), ctx.now());
}

/** The money of a pending purchase has come, or the sale is off: said twice it is done once. InvalidState where it can't be any more. */
export async function moveReported(
  ctx: SystemCtx,
  marketplaceId: string,
  id: string,
  to: 'paid' | 'cancelled',
): Promise<ReportedPurchase> {
  const purchase = await ownPurchase(ctx, marketplaceId, id);
  const done = purchase.state === to || (to === 'paid' && purchase.state === 'activated' && !purchase.trial);
  if (done) return { purchase: reportOf(purchase, ctx.now()), replay: true };
  const moved = await (to === 'paid' ? markPaid(ctx, id) : cancelPurchase(ctx, id));
  return { purchase: reportOf(moved, ctx.now()), replay: false };
}
