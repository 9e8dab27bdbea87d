import { inTransaction } from '#server/db/client.ts';
import type { PublicCtx, TenantCtx } from '#server/lib/context.ts';
import { withNames } from '#shared/forms/form-texts.ts';
import { audit } from '../audit/index.ts';
import { addConfirmed } from '../contacts/index.ts';
import { idOfToken } from '../notifications/index.ts';
import { entitlementsOf, findWorkspace } from '../workspaces/index.ts';
import { type FormDefinition, givenConsents, publishedDefinition, type SignUpState, signUpValues } from './schemas.ts';

/** What the page of a mailed link shows, and whom its button confirms. */
export type FoundSignUp = {
  tenant: TenantCtx;
  id: string;
  state: SignUpState;
  /** The workspace may not collect at present: nothing is confirmed, and the link stays good until its end. */
  closed: boolean;
  publicId: string;
  definition: FormDefinition;
};

/**
 * The sign-up that a mailed link names; null for a link that we did not sign, or whose form is gone. A form that was only withdrawn
 * still confirms whoever filled it in while it was open; a workspace that is suspended, or has nothing bought, confirms nobody.
 */
export async function findSignUp(ctx: PublicCtx, token: string): Promise<FoundSignUp | null> {
  const id = idOfToken('confirm', token);
  const row = id && (await ctx.db.signUp.findFirst({ where: { id } }));
  if (!row) return null;
  const form = await ctx.db.form.findFirst({ where: { id: row.formId, workspaceId: row.workspaceId } });
  if (!form) return null;
  const tenant = await findWorkspace({ ...ctx, actor: { kind: 'public', name: form.name } }, row.workspaceId);
  const [version, workspace, entitlements] = await Promise.all([
    tenant.db.formVersion.findFirst({ where: { formId: row.formId, revision: row.formRevision } }),
    tenant.db.workspace.findFirst({ where: { id: row.workspaceId }, select: { state: true } }),
    entitlementsOf(tenant),
  ]);
  if (!version) return null;
  const published = publishedDefinition.parse(version.definition);
  const open = workspace?.state === 'active' && entitlements.some(({ feature }) => feature === 'newsletter');
  return {
    tenant,
    id: row.id,
    state: row.state === 'pending' && row.expiresAt <= ctx.now() ? 'expired' : row.state,
    closed: !open,
    publicId: form.publicId,
    definition: withNames(published.definition, published),
  };
}

/** What a subscription rests on, in the words that were beside the box and under it. */
const proofOf = (words: string, privacy: string) => `☑ ${words}${privacy ? `\n\n${privacy}` : ''}`;

/**
 * The button of the confirmation: a contact is made or completed, subscribed on this evidence, and tracked as the person chose. A
 * second press finds it done (`already`). Throws QuotaExceeded, and then nothing has changed: the link can be pressed again.
 */
export async function confirmSignUp(found: FoundSignUp): Promise<'confirmed' | 'already' | 'expired'> {
  const { tenant, id } = found;
  const now = tenant.now();
  return inTransaction(tenant, async (tx) => {
    const { count } = await tx.db.signUp.updateMany({
      where: { id, state: 'pending', expiresAt: { gt: now } },
      data: {
        state: 'confirmed',
        confirmedAt: now,
        confirmedFrom: tx.request?.address ?? '',
        confirmedAgent: tx.request?.agent ?? '',
      },
    });
    const row = await tx.db.signUp.findFirst({ where: { id } });
    if (count !== 1 || !row) return row?.state === 'confirmed' ? 'already' : 'expired';
    const form = await tx.db.form.findFirst({ where: { id: row.formId }, select: { name: true } });
    const { definition } = found;
    const values = signUpValues.parse(row.values);
    const consents = givenConsents.parse(row.consents);
    const detail = {
      formId: row.formId,
      formName: form?.name ?? '',
      formRevision: row.formRevision,
      signUpId: id,
      signedUpAt: row.at.toISOString(),
      signedUpFrom: row.fromAddress,
      site: row.site,
      agent: row.agent,
      confirmedAt: now.toISOString(),
      confirmedFrom: tx.request?.address ?? '',
      confirmedAgent: tx.request?.agent ?? '',
    };
    const { contactId, created } = await addConfirmed(tx, {
      address: row.address,
      firstName: values.firstName,
      lastName: values.lastName,
      language: values.language ?? definition.language,
      attributes: values.attributes,
      groupIds: [...definition.groups.always, ...values.groupIds],
      topicIds: definition.topicIds,
      text: proofOf(consents.receive, consents.privacy),
      tracking: consents.tracking === null ? null : proofOf(consents.tracking, consents.privacy),
      detail,
    });
    await tx.db.signUp.updateMany({ where: { id }, data: { contactId } });
    await audit(tx, {
      action: 'forms.confirm-sign-up',
      subject: { kind: 'contact', id: contactId },
      after: { formId: row.formId, formName: form?.name ?? '', formRevision: row.formRevision, signUpId: id, created },
    });
    return 'confirmed';
  });
}
