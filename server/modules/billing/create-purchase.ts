import { inTransaction } from '#server/db/client.ts';
import type { Purchase } from '#server/db/generated/client.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { mailActivation } from './activation-link.ts';
import { addDays } from './contract-time.ts';
import { closeBySale } from './handle-enquiry.ts';
import { type CreatePurchaseInput, createPurchaseInput } from './schemas.ts';

/**
 * Records a sale. Prices, features and limits are the plan's unless given. A trial or a paid purchase can be activated at
 * once, and its link is mailed; an unpaid one waits for `markPaid`.
 * Throws InvalidInput for a plan that the catalogue does not hold; of an enquiry comes one sale (InvalidState `enquiry-sold`).
 */
export async function createPurchase(ctx: StaffCtx | SystemCtx, given: CreatePurchaseInput): Promise<Purchase> {
  const parsed = createPurchaseInput.safeParse(given);
  if (!parsed.success) {
    throw new InvalidInput({ reason: 'purchase', field: parsed.error.issues[0]?.path.join('.') ?? '' });
  }
  const input = parsed.data;
  return inTransaction(ctx, async (tx) => {
    const settings = await providerSettings(tx);
    const plan = settings['catalogue.plans'].find((candidate) => candidate.code === input.plan);
    if (!plan) throw new InvalidInput({ field: 'plan', reason: 'plan-unknown' });
    const now = tx.now();
    const purchase = await tx.db.purchase.create({
      data: {
        id: uuid7(now.getTime()),
        state: input.trial ? 'trial' : input.paid ? 'paid' : 'pending',
        stateAt: now,
        plan: plan.code,
        features: input.features ?? plan.features,
        limits: plan.limits,
        months: input.months,
        startCents: input.startCents ?? plan.startCents,
        monthlyCents: input.monthlyCents ?? plan.monthlyCents,
        trial: input.trial,
        email: input.email,
        customerName: input.customerName || null,
        language: input.language,
        externalRef: input.externalRef ?? null,
        createdAt: now,
        createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
        expiresAt: addDays(now, settings['people.activation-days']),
      },
    });
    const { state, months, startCents, monthlyCents, trial } = purchase;
    await audit(tx, {
      action: 'billing.create-purchase',
      subject: { kind: 'purchase', id: purchase.id, name: purchase.email },
      after: { state, plan: plan.code, features: purchase.features, months, startCents, monthlyCents, trial },
    });
    if (input.enquiryId) await closeBySale(tx, input.enquiryId, purchase.id);
    if (state !== 'pending') await mailActivation(tx, purchase, settings);
    return purchase;
  });
}
