import type { Purchase } from '#server/db/generated/client.ts';
import type { PublicCtx, WideCtx } from '#server/lib/context.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { idOfToken } from '../notifications/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { planNameOf } from './activation-link.ts';
import { maskAddress } from './mask-address.ts';
import { type ActivationRefusal, activationRefusal } from './purchase-state.ts';
import type { PurchaseSummary } from './schemas.ts';

/** What may be said of a purchase whose link does not open: the address is masked, for a link gets forwarded. */
type RefusedPurchase = Pick<PurchaseSummary, 'planName' | 'email' | 'startCents' | 'monthlyCents' | 'currency'> & {
  reference: string;
};
export type ActivationCheck =
  | { ok: true; purchase: PurchaseSummary }
  | { ok: false; reason: ActivationRefusal; purchase: RefusedPurchase | null };

/** The purchase that a link's token names, or null: forged and unknown are not told apart. */
export async function purchaseOfToken(ctx: WideCtx, token: string): Promise<Purchase | null> {
  const id = idOfToken('activate', token);
  return id ? ctx.db.purchase.findUnique({ where: { id } }) : null;
}

/** Whether an activation link opens and what it gives, or why it does not. Changes nothing. Throws RateLimited. */
export async function checkActivation(ctx: PublicCtx, token: string): Promise<ActivationCheck> {
  await consumeAttempt('check-activation', ctx.request?.address ?? '', { points: 120, seconds: 900 });
  const purchase = await purchaseOfToken(ctx, token);
  const reason = activationRefusal(purchase, ctx.now());
  if (!purchase) return { ok: false, reason: 'unknown', purchase: null };
  const settings = await providerSettings(ctx);
  if (reason) {
    const { startCents, monthlyCents, currency } = purchase;
    const planName = planNameOf(settings, purchase.plan);
    const reference = purchase.id.slice(-12).toUpperCase();
    const about = { planName, reference, email: maskAddress(purchase.email), startCents, monthlyCents, currency };
    return { ok: false, reason, purchase: about };
  }
  const { features, months, startCents, monthlyCents, currency, trial, email, customerName, expiresAt } = purchase;
  return {
    ok: true,
    purchase: {
      planName: planNameOf(settings, purchase.plan),
      limits: purchase.limits as Record<string, number>,
      trialDays: settings['contract.trial-days'],
      ...{ features, months, startCents, monthlyCents, currency, trial, email, customerName, expiresAt },
    },
  };
}
