import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Forbidden } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { type ConsentPurpose, consentPurposes, type SetConsentInput } from './schemas.ts';

/** What the workspace allows the provider now, for each purpose of H30; without a row it is no. */
export async function providerConsents(ctx: TenantCtx) {
  const rows = await ctx.db.providerConsent.findMany({
    where: { purpose: { in: [...consentPurposes] } },
    orderBy: { id: 'desc' },
    distinct: ['purpose'],
  });
  return consentPurposes.map((purpose) => {
    const newest = rows.find((row) => row.purpose === purpose);
    return { purpose, given: newest?.given ?? false, at: newest?.at ?? null };
  });
}

/** Writes one choice; the row before it stays as history. */
export async function recordConsent(
  tx: TenantCtx,
  choice: { purpose: ConsentPurpose; given: boolean; userId: string },
): Promise<void> {
  await tx.db.providerConsent.create({
    data: {
      workspaceId: tx.workspace.id,
      id: uuid7(tx.now().getTime()),
      ...choice,
      at: tx.now(),
      address: tx.request?.address ?? '',
    },
  });
  await audit(tx, {
    action: choice.given ? 'billing.give-consent' : 'billing.withdraw-consent',
    subject: { kind: 'consent', name: choice.purpose },
    after: { given: choice.given },
  });
}

/** Gives or withdraws a consent; a choice that holds already is not written again. */
export async function setProviderConsent(ctx: TenantCtx, input: SetConsentInput): Promise<void> {
  if (ctx.actor.kind !== 'person') throw new Forbidden();
  const userId = ctx.actor.id;
  await inTransaction(ctx, async (tx) => {
    const now = (await providerConsents(tx)).find((consent) => consent.purpose === input.purpose);
    if (now?.given !== input.given) await recordConsent(tx, { ...input, userId });
  });
}
