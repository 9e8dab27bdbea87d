import type { PurchaseState } from './schemas.ts';

/** Where a purchase may go. `pending` waits for its money; `paid` and `trial` may be activated, once. */
const steps: Record<PurchaseState, readonly PurchaseState[]> = {
  pending: ['paid', 'cancelled'],
  paid: ['activated', 'cancelled'],
  trial: ['activated', 'cancelled'],
  activated: [],
  cancelled: [],
};

export function mayMovePurchase(from: PurchaseState, to: PurchaseState): boolean {
  return steps[from].includes(to);
}

/** The states from which a purchase may go to `to`: the condition of the compare-and-set. */
export function purchaseStatesBefore(to: PurchaseState): PurchaseState[] {
  return (Object.keys(steps) as PurchaseState[]).filter((from) => mayMovePurchase(from, to));
}

export type ActivationRefusal = 'unknown' | 'unpaid' | 'used' | 'expired' | 'cancelled';

/** Why an activation link does not open, or null when it does. What was used or cancelled is said before what expired. */
export function activationRefusal(
  purchase: { state: PurchaseState; expiresAt: Date } | null | undefined,
  now: Date,
): ActivationRefusal | null {
  if (!purchase) return 'unknown';
  if (purchase.state === 'activated') return 'used';
  if (purchase.state === 'cancelled') return 'cancelled';
  if (purchase.expiresAt <= now) return 'expired';
  return purchase.state === 'pending' ? 'unpaid' : null;
}
