import type { PublicCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { purchaseOfToken } from './check-activation.ts';
import { maskAddress } from './mask-address.ts';
import { renewActivation } from './move-purchase.ts';
import { activationRefusal } from './purchase-state.ts';

/**
 * Whoever holds an expired link asks for a new one: it goes to the purchase's own address and nowhere else. Answers that address,
 * masked. InvalidState `activation-…` where asking does not help, RateLimited after three a day.
 */
export async function requestActivationLink(ctx: PublicCtx, token: string): Promise<{ to: string }> {
  await consumeAttempt('request-link', ctx.request?.address ?? '', { points: 20, seconds: 900 });
  const purchase = await purchaseOfToken(ctx, token);
  const refusal = activationRefusal(purchase, ctx.now());
  if (!purchase || refusal !== 'expired' || purchase.state === 'pending') {
    throw new InvalidState({ reason: refusal ? `activation-${refusal}` : 'activation-link-not-expired' });
  }
  await consumeAttempt('request-link-purchase', purchase.id, { points: 3, seconds: 86_400 });
  await renewActivation({ ...ctx, kind: 'system' }, purchase.id);
  return { to: maskAddress(purchase.email) };
}
