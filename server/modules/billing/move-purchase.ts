import { inTransaction } from '#server/db/client.ts';
import type { Prisma, Purchase } from '#server/db/generated/client.ts';
import type { StaffCtx, SystemCtx, WideCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { mailActivation } from './activation-link.ts';
import { addDays } from './contract-time.ts';
import { purchaseStatesBefore } from './purchase-state.ts';
import type { PurchaseState } from './schemas.ts';

/**
 * The only writer of `purchases.state` after its creation: a compare-and-set, so that of two at once one wins. The loser, and
 * an illegal step, get InvalidState {reason: 'purchase-state', from, to}; an unknown id NotFound.
 */
export async function movePurchase<C extends WideCtx>(
  tx: C,
  id: string,
  to: PurchaseState,
  data: Prisma.PurchaseUpdateManyMutationInput = {},
): Promise<Purchase> {
  const { count } = await tx.db.purchase.updateMany({
    where: { id, state: { in: purchaseStatesBefore(to) } },
    data: { ...data, state: to, stateAt: tx.now() },
  });
  const purchase = await tx.db.purchase.findUnique({ where: { id } });
  if (!purchase) throw new NotFound({ what: 'purchase' });
  if (count !== 1) throw new InvalidState({ reason: 'purchase-state', from: purchase.state, to });
  return purchase;
}

const subjectOf = (purchase: Purchase) => ({ kind: 'purchase', id: purchase.id, name: purchase.email });

/** The money is there: the link opens from now, for its full days, and is mailed. */
export async function markPaid(ctx: StaffCtx | SystemCtx, id: string): Promise<Purchase> {
  return inTransaction(ctx, async (tx) => {
    const settings = await providerSettings(tx);
    const expiresAt = addDays(tx.now(), settings['people.activation-days']);
    const purchase = await movePurchase(tx, id, 'paid', { expiresAt });
    await audit(tx, { action: 'billing.mark-paid', subject: subjectOf(purchase), after: { state: 'paid' } });
    await mailActivation(tx, purchase, settings);
    return purchase;
  });
}

/** Ends a purchase that nobody activated; its link says so. */
export async function cancelPurchase(ctx: StaffCtx | SystemCtx, id: string): Promise<Purchase> {
  return inTransaction(ctx, async (tx) => {
    const purchase = await movePurchase(tx, id, 'cancelled');
    await audit(tx, { action: 'billing.cancel-purchase', subject: subjectOf(purchase), after: { state: 'cancelled' } });
    return purchase;
  });
}

/** Gives a link its full days anew and mails it again. InvalidState where the purchase can't be activated. */
export async function renewActivation(ctx: StaffCtx | SystemCtx, id: string): Promise<Purchase> {
  return inTransaction(ctx, async (tx) => {
    const settings = await providerSettings(tx);
    const expiresAt = addDays(tx.now(), settings['people.activation-days']);
    const { count } = await tx.db.purchase.updateMany({
      where: { id, state: { in: purchaseStatesBefore('activated') } },
      data: { expiresAt },
    });
    const purchase = await tx.db.purchase.findUnique({ where: { id } });
    if (!purchase) throw new NotFound({ what: 'purchase' });
    if (count !== 1) throw new InvalidState({ reason: 'purchase-state', from: purchase.state, to: 'activated' });
    await audit(tx, { action: 'billing.renew-activation', subject: subjectOf(purchase), after: { expiresAt } });
    await mailActivation(tx, purchase, settings);
    return purchase;
  });
}
