import { inTransaction } from '#server/db/client.ts';
import type { PublicCtx, TenantCtx } from '#server/lib/context.ts';
import { RateLimited } from '#server/lib/errors.ts';
import { networkOf } from '#server/lib/network.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { withNames } from '#shared/forms/form-texts.ts';
import { TRAP_FIELD } from '#shared/forms/form-view.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { recentProviderSettings } from '../workspaces/index.ts';
import { CHALLENGE_SECONDS, type Effort, judgeEffort } from './challenge.ts';
import { mayMail } from './mail-caps.ts';
import { mailName } from './mail-name.ts';
import type { PublicForm } from './public-form.ts';
import { type FieldRefusal, type ReadSignUp, readSignUp } from './read-sign-up.ts';
import { sourcePage } from './sites.ts';

export type SignUpRequest = { fields: ReadonlyMap<string, string>; page: string; address: string; agent: string };
/** `taken` is all that a visitor learns of an address: whether it is known, capped or written to is never told. */
export type SignUpAnswer =
  | { outcome: 'taken' | 'stale' | 'early' | 'closed' }
  | { outcome: 'refused'; refusals: FieldRefusal[] };

type Read = Extract<ReadSignUp, { ok: true }>;
/** The same form sent twice by one press writes one row and one mail. */
const DOUBLE_PRESS_MS = 60_000;
const HOUR = 3600;

/** A challenge serves one sign-up. */
async function spend(effort: Effort): Promise<boolean> {
  if (!('nonce' in effort)) return true;
  try {
    await consumeAttempt('forms.challenge', effort.nonce, { points: 1, seconds: CHALLENGE_SECONDS });
    return true;
  } catch (error) {
    if (error instanceof RateLimited) return false;
    throw error;
  }
}

async function isDoublePress(tenant: TenantCtx, form: PublicForm, read: Read): Promise<boolean> {
  const since = new Date(tenant.now().getTime() - DOUBLE_PRESS_MS);
  const twins = await tenant.db.signUp.findMany({
    where: { formId: form.id, addressKey: read.addressKey, state: 'pending', at: { gt: since } },
    select: { values: true },
  });
  const shape = (values: unknown) => JSON.stringify(Object.entries(values as object).sort());
  return twins.some((twin) => shape(twin.values) === shape(read.values));
}

/** Whether the person behind an address receives all of the form's topics already. */
async function isSubscribed(tenant: TenantCtx, addressKey: string, topicIds: string[]): Promise<boolean> {
  const contact = await tenant.db.contact.findFirst({
    where: { addressKey },
    select: { subscriptions: { where: { state: 'subscribed' }, select: { topicId: true } } },
  });
  const receives = new Set(contact?.subscriptions.map((one) => one.topicId));
  return topicIds.length > 0 && topicIds.every((id) => receives.has(id));
}

/**
 * Takes what a visitor filled in: a pending row, and a mail whose button confirms it. Nobody becomes a contact here. Throws
 * RateLimited for a network that sends too much; the caps of an address are silent.
 */
export async function signUp(ctx: PublicCtx, form: PublicForm, request: SignUpRequest): Promise<SignUpAnswer> {
  const { tenant } = form;
  const { fields } = request;
  if (form.closed) return { outcome: 'closed' };
  if ((fields.get(TRAP_FIELD) ?? '') !== '') return { outcome: 'taken' };
  const definition = withNames(form.published.definition, form.published);
  const read = readSignUp({ ...form.published, definition }, fields);
  if (!read.ok) return { outcome: 'refused', refusals: read.refusals };
  if (await isDoublePress(tenant, form, read)) return { outcome: 'taken' };

  const given = { token: fields.get('token') ?? '', proof: fields.get('proof') ?? '' };
  const effort = judgeEffort(form.publicId, given, ctx.now());
  if (effort.kind === 'stale' || effort.kind === 'early') return { outcome: effort.kind };
  if (!(await spend(effort))) return { outcome: 'stale' };
  const settings = await recentProviderSettings();
  const limit = effort.kind === 'proved' ? 'forms.sign-ups-per-hour' : 'forms.plain-sign-ups-per-hour';
  const points = settings[limit];
  await consumeAttempt(`${limit}.${points}`, networkOf(request.address) || 'unknown', { points, seconds: HOUR });
  if (!(await mayMail(read.addressKey, settings))) return { outcome: 'taken' };

  const known = await isSubscribed(tenant, read.addressKey, definition.topicIds);
  const now = ctx.now();
  const id = uuid7(now.getTime());
  const expiresAt = new Date(now.getTime() + settings['retention.opt-in-pending-days'] * 86_400_000);
  const workspaceId = tenant.workspace.id;
  await inTransaction(ctx, async (tx) => {
    await tx.db.signUp.create({
      data: {
        workspaceId,
        id,
        formId: form.id,
        formRevision: form.revision,
        address: read.address,
        addressKey: read.addressKey,
        values: read.values,
        consents: read.consents,
        language: definition.language,
        at: now,
        site: sourcePage(request.page),
        fromAddress: request.address,
        agent: request.agent.slice(0, 400),
        expiresAt,
        mailedAt: now,
      },
    });
    await queueSystemMail(tx, {
      kind: known ? 'already-subscribed' : 'confirm-sign-up',
      to: read.address,
      language: definition.language,
      workspaceId,
      data: { signUpId: id, workspace: mailName(tenant.workspace.name), expiresAt: expiresAt.toISOString() },
    });
    // Without address and agent: whoever does not confirm is forgotten, and the audit remembers for years.
    const { request: _, ...unnamed } = tx;
    await audit(
      { ...unnamed, actor: tenant.actor },
      {
        action: 'forms.sign-up',
        subject: { kind: 'form', id: form.id, name: form.name },
        workspaceId,
        after: { signUpId: id },
      },
    );
  });
  return { outcome: 'taken' };
}
