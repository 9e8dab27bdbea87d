import { originOf } from '#server/config/hosts.ts';
import type { PublicCtx, TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { isTimedProof, timedProof } from '#server/lib/timed-proof.ts';
import { inTheDark } from '#server/mail/render/dark-style.ts';
import { renderPreview } from '#server/mail/render/render-preview.ts';
import { missingVariables } from '#shared/document/collect-variables.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { compileTemplate } from './compile-campaign.ts';
import { findCampaign, findTemplate } from './find-campaign.ts';
import { recipientValues, type ValuedContact } from './recipient-values.ts';
import { findVersion } from './versions.ts';

const nobody: ValuedContact = { address: '', firstName: '', lastName: '', attributes: {} };
const PURPOSE = 'campaign-preview';

/** What is looked at: a campaign as it is (`now`), one of its versions (`r12`), or a template by its id. */
type Source = { id: string; what: string };

async function messageOf(ctx: TenantCtx, { id, what }: Source) {
  if (what === 'template') {
    const { document, name } = await findTemplate(ctx, id);
    // Its lines are written anew with each campaign, and are not shown.
    return { name, document, subject: '', preheader: '', plainText: null, scheduledAt: null };
  }
  const campaign = await findCampaign(ctx, id);
  if (what === 'now') return campaign;
  const { subject, preheader, plainText, document } = await findVersion(ctx, id, Number(what.slice(1)));
  return { ...campaign, subject, preheader, plainText, document };
}

/** The message as the contact would see it; without a contact its variables show their fallbacks. Links lead nowhere. */
async function renderFor(ctx: TenantCtx, source: Source, contactId: string | null) {
  const campaign = await messageOf(ctx, source);
  const contact = contactId === null ? nobody : await ctx.db.contact.findFirst({ where: { id: contactId } });
  if (!contact) throw new NotFound({ what: 'contact' });
  const template = await compileTemplate(ctx, campaign);
  const values = recipientValues(contact, ctx.workspace, campaign);
  const nowhere = {
    unsubscribeUrl: '#',
    preferencesUrl: '#',
    consentUrl: '#',
    viewUrl: '#',
    forwardUrl: '#',
    pixelUrl: null,
  };
  const message = renderPreview(template, { values, wrapLinks: false, linkUrl: () => '#', ...nowhere });
  const brought = template.variables.filter(({ name }) => name.startsWith('contact.'));
  return { message, missing: missingVariables(brought, values), bytes: template.bytes };
}

/**
 * Subject, plain text and the missing values for one contact, and the address under which the content frame shows the HTML:
 * signed, good for 30 to 60 minutes. Throws NotFound, InvalidInput (`bad-template`).
 */
export async function previewCampaign(
  ctx: TenantCtx,
  input: { id: string; contactId?: string | null | undefined; revision?: number | undefined },
) {
  const contactId = input.contactId ?? null;
  const source = { id: input.id, what: input.revision === undefined ? 'now' : `r${input.revision}` };
  const { message, missing, bytes } = await renderFor(ctx, source, contactId);
  return { subject: message.subject, text: message.text, missing, bytes, url: addressOf(ctx, source, contactId) };
}

/** The same kind of address for one of the workspace's templates. */
export function templatePreviewUrl(ctx: TenantCtx, id: string): string {
  return addressOf(ctx, { id, what: 'template' }, null);
}

function addressOf(ctx: TenantCtx, { id, what }: Source, contactId: string | null): string {
  const name = `${ctx.workspace.id}.${what}.${id}.${contactId ?? '-'}`;
  return `${originOf('content')}/content/preview/${name}.${timedProof(PURPOSE, name, ctx.now())}`;
}

/**
 * The HTML behind a preview's address, for the content frame, which has no session; `dark`: as a dark client shows it. Throws NotFound for
 * any other address.
 */
export async function openPreview(ctx: PublicCtx, token: string, dark = false): Promise<string> {
  const [workspaceId = '', what = '', id = '', contactId = '', given = '', ...rest] = token.split('.');
  if (rest.length > 0 || !isTimedProof(given, PURPOSE, `${workspaceId}.${what}.${id}.${contactId}`, ctx.now()))
    throw new NotFound({ what: 'preview' });
  const tenant = await findWorkspace(ctx, workspaceId);
  const { html } = (await renderFor(tenant, { id, what }, contactId === '-' ? null : contactId)).message;
  return dark ? inTheDark(html) : html;
}
