import { createHash } from 'node:crypto';
import { inTransaction } from '#server/db/client.ts';
import type { PublicCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { networkOf } from '#server/lib/network.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { checkAddress } from '#shared/address.ts';
import { audit } from '../audit/index.ts';
import { mayMail } from '../forms/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import { planNameOf } from './activation-link.ts';
import type { AskInput } from './schemas.ts';

const HOUR = 3600;

/** The plan that was asked for; null: undecided. InvalidInput for one that is not sold, or whose services can't be used yet. */
function plannedIn(settings: ProviderSettings, code: string | null): string | null {
  if (code === null) return null;
  const plan = settings['catalogue.plans'].find((candidate) => candidate.code === code);
  const usable = plan?.features.some((feature) => settings['catalogue.available'].includes(feature));
  if (!usable) throw new InvalidInput({ field: 'plan', reason: 'plan-unknown' });
  return code;
}

/**
 * Takes down what a visitor asks for, tells the provider's support, and confirms it to the visitor in words that hold none of theirs:
 * the address may be somebody else's. The same asked twice is asked once while it is open. RateLimited for a network that asks too much;
 * the caps of an address are silent.
 */
export async function ask(ctx: PublicCtx, input: AskInput): Promise<void> {
  const { website, ...asked } = input;
  if (website !== '') return;
  const settings = await providerSettings(ctx);
  const plan = plannedIn(settings, asked.plan);
  const address = checkAddress(asked.email);
  if (!address.valid) throw new InvalidInput({ field: 'email', reason: address.reason });
  const twin = createHash('sha256')
    .update(JSON.stringify({ ...asked, email: address.normalised, language: null }))
    .digest('base64url');
  if (await ctx.db.enquiry.findUnique({ where: { twin }, select: { id: true } })) return;
  const points = settings['sales.enquiries-per-hour'];
  const network = networkOf(ctx.request?.address ?? '') || 'unknown';
  await consumeAttempt(`sales.enquiries-per-hour.${points}`, network, { points, seconds: HOUR });

  const confirms = await mayMail(address.normalised, settings);
  await inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const id = uuid7(now.getTime());
    const row = { ...asked, id, plan, state: 'open' as const, stateAt: now, at: now, twin };
    // Two of the same at one moment: the other one was first.
    const { count } = await tx.db.enquiry.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return;
    const planName = plan === null ? null : planNameOf(settings, plan);
    // Without name, address and agent: enquiries are forgotten, and the audit remembers for years.
    const { request: _, ...unnamed } = tx;
    await audit(unnamed, {
      action: 'billing.ask',
      subject: { kind: 'enquiry', id, ...(planName ? { name: planName } : {}) },
      after: { plan, trial: asked.trial },
    });
    const { name, company, email, phone, trial, words, language } = asked;
    await queueSystemMail(tx, {
      kind: 'enquiry-arrived',
      to: settings['provider.support-address'],
      language: 'it',
      data: { enquiryId: id, planName, trial, name, company, email, phone, words },
    });
    if (!confirms) return;
    await queueSystemMail(tx, {
      kind: 'enquiry-received',
      to: email,
      language,
      data: { enquiryId: id, planName, trial, answerDays: settings['sales.answer-days'] },
    });
  });
}
