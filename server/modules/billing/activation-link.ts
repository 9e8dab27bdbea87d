import type { Purchase } from '#server/db/generated/client.ts';
import type { WideCtx } from '#server/lib/context.ts';
import { queueSystemMail, signedLink } from '../notifications/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';

/** The address that activates a purchase. */
export function activationUrlOf(purchase: Pick<Purchase, 'id'>): string {
  return signedLink('activate', purchase.id);
}

/** The name that the catalogue gives a plan; its code where the catalogue dropped it. */
export function planNameOf(settings: ProviderSettings, code: string): string {
  return settings['catalogue.plans'].find((plan) => plan.code === code)?.name ?? code;
}

/** Puts the mail with the activation link into the queue, in the context's transaction. */
export async function mailActivation(ctx: WideCtx, purchase: Purchase, settings: ProviderSettings): Promise<void> {
  await queueSystemMail(ctx, {
    kind: 'activation',
    to: purchase.email,
    language: purchase.language,
    data: {
      purchaseId: purchase.id,
      planName: planNameOf(settings, purchase.plan),
      trial: purchase.trial,
      months: purchase.months,
      trialDays: settings['contract.trial-days'],
      expiresAt: purchase.expiresAt.toISOString(),
    },
  });
}
