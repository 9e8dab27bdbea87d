import { inTransaction, type SystemDb, type TenantDb } from '#server/db/client.ts';
import type { Purchase, User } from '#server/db/generated/client.ts';
import type { Actor, PublicCtx, SystemCtx, TenantCtx, WideCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState, NotFound, NotSignedIn } from '#server/lib/errors.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { memberMay } from '#shared/permissions.ts';
import { readTaxCode, readVatNumber } from '#shared/tax-id.ts';
import { audit } from '../audit/index.ts';
import { createUser, joinWorkspace, roleIn } from '../identity/index.ts';
import { createWorkspace, findWorkspace, grantEntitlement, providerSettings } from '../workspaces/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import { purchaseOfToken } from './check-activation.ts';
import { recordConsent } from './consents.ts';
import { addDays, addMonths } from './contract-time.ts';
import { recordAcceptances } from './legal-texts.ts';
import { movePurchase } from './move-purchase.ts';
import { limitsOf } from './plan-limits.ts';
import { activationRefusal } from './purchase-state.ts';
import type { ActivateHereInput, Registration } from './schemas.ts';

/** The workspace's context on the transaction of a wide one, whose rows no other connection sees yet. */
function within(tx: WideCtx, tenant: TenantCtx, actor: Actor): TenantCtx {
  return { ...tenant, actor, db: tx.db satisfies SystemDb as unknown as TenantDb };
}

/**
 * Takes the purchase for this activation, first of all in the transaction: the row's lock makes a second tab wait, and then
 * find it used. Throws InvalidState with the reason that the page words.
 */
async function takePurchase(tx: WideCtx, token: string): Promise<Purchase> {
  const found = await purchaseOfToken(tx, token);
  const reason = activationRefusal(found, tx.now());
  if (reason || !found) throw new InvalidState({ reason: `activation-${reason ?? 'unknown'}` });
  try {
    return await movePurchase(tx, found.id, 'activated', { activatedAt: tx.now() });
  } catch (error) {
    if (error instanceof InvalidState) throw new InvalidState({ reason: 'activation-used' }, { cause: error });
    throw error;
  }
}

/** Gives what was bought to the workspace, ties the purchase to it and keeps what was accepted. */
async function settle(
  tx: TenantCtx,
  purchase: Purchase,
  settings: ProviderSettings,
  by: { userId: string; language: string },
) {
  const now = tx.now();
  const until = purchase.trial ? addDays(now, settings['contract.trial-days']) : addMonths(now, purchase.months);
  for (const feature of purchase.features) {
    const limits = limitsOf(feature, purchase.limits as Record<string, number>);
    await grantEntitlement(tx, { feature, from: now, until, trial: purchase.trial, purchaseId: purchase.id, limits });
  }
  await recordAcceptances(tx, settings, by);
  await tx.db.purchase.update({ where: { id: purchase.id }, data: { workspaceId: tx.workspace.id } });
  await audit(tx, {
    action: 'billing.activate',
    subject: { kind: 'purchase', id: purchase.id, name: purchase.email },
    after: { plan: purchase.plan, features: purchase.features, until, trial: purchase.trial },
  });
}

const personActor = (user: User): Actor => ({ kind: 'person', id: user.id, name: user.name, sessionId: null });

const taken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'P2002' && /username/.test(error.message);

/**
 * The registration of H1: one transaction makes workspace, person, ownership and entitlements, and uses the purchase up.
 * Throws InvalidState {reason: 'activation-…'}, Conflict {reason: 'username-taken'}, RateLimited.
 */
export async function activate(
  ctx: PublicCtx,
  token: string,
  registration: Registration,
): Promise<{ slug: string; username: string }> {
  await consumeAttempt('activate', ctx.request?.address ?? '', { points: 30, seconds: 900 });
  const { holderKind, name, email, username, password, language } = registration;
  const vat = readVatNumber(registration.vatNumber);
  const code = readTaxCode(registration.taxCode);
  const register = async (tx: PublicCtx) => {
    const purchase = await takePurchase(tx, token);
    const settings = await providerSettings(tx);
    const company = registration.organisation;
    const user = await createUser(tx, { username, email, name, password, company, language });
    const actor = personActor(user);
    const made = await createWorkspace(
      { ...tx, actor },
      {
        name: holderKind === 'company' ? registration.organisation : name,
        language,
        holderKind,
        vatNumber: vat.valid ? vat.normalised : null,
        taxCode: code.valid ? code.normalised : null,
      },
    );
    const tenant = within(tx, made, actor);
    await joinWorkspace(tenant, user, 'owner');
    await settle(tenant, purchase, settings, { userId: user.id, language });
    for (const purpose of registration.consents) await recordConsent(tenant, { purpose, given: true, userId: user.id });
    return { slug: made.workspace.slug, username: user.username };
  };
  try {
    return await inTransaction(ctx, register);
  } catch (error) {
    if (taken(error)) throw new Conflict({ field: 'username', reason: 'username-taken' }, { cause: error });
    throw error;
  }
}

/**
 * A customer who buys again: the person acting (owner or billing of the workspace) adds what was bought to it.
 * NotFound for a workspace that isn't theirs.
 */
export async function activateHere(ctx: SystemCtx, input: ActivateHereInput): Promise<{ slug: string }> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new NotSignedIn();
  await consumeAttempt('activate', ctx.request?.address ?? '', { points: 30, seconds: 900 });
  const role = await roleIn(ctx, actor.id, input.workspaceId);
  if (!role || !memberMay(role, 'purchases')) throw new NotFound({ what: 'workspace' });
  const found = await findWorkspace(ctx, input.workspaceId);
  await inTransaction(ctx, async (tx) => {
    const purchase = await takePurchase(tx, input.token);
    const settings = await providerSettings(tx);
    await settle(within(tx, found, actor), purchase, settings, { userId: actor.id, language: input.language });
  });
  return { slug: found.workspace.slug };
}
