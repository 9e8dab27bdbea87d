import { createHmac, timingSafeEqual } from 'node:crypto';
import { originOf } from '#server/config/hosts.ts';
import type { PublicCtx, TenantCtx } from '#server/lib/context.ts';
import { derivedKey } from '#server/lib/derived-key.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { renderPreview } from '#server/mail/render/render-preview.ts';
import { missingVariables } from '#shared/document/collect-variables.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { compileTemplate } from './compile-campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { recipientValues, type ValuedContact } from './recipient-values.ts';

const nobody: ValuedContact = { address: '', firstName: '', lastName: '', attributes: {} };
const minutes = 30;

/** The message as the contact would see it; without a contact its variables show their fallbacks. Links lead nowhere. */
async function renderFor(ctx: TenantCtx, id: string, contactId: string | null) {
  const campaign = await findCampaign(ctx, id);
  const contact = contactId === null ? nobody : await ctx.db.contact.findFirst({ where: { id: contactId } });
  if (!contact) throw new NotFound({ what: 'contact' });
  const template = await compileTemplate(ctx, campaign);
  const values = recipientValues(contact, ctx.workspace, campaign);
  const nowhere = { unsubscribeUrl: '#', preferencesUrl: '#', viewUrl: '#', pixelUrl: null };
  const message = renderPreview(template, { values, wrapLinks: false, linkUrl: () => '#', ...nowhere });
  return { message, missing: missingVariables(template.variables, values), bytes: template.bytes };
}

/**
 * Subject, plain text and the missing values for one contact, and the address under which the content frame shows the HTML:
 * signed, good for 30 to 60 minutes. Throws NotFound, InvalidInput (`bad-template`).
 */
export async function previewCampaign(ctx: TenantCtx, input: { id: string; contactId?: string | null | undefined }) {
  const contactId = input.contactId ?? null;
  const { message, missing, bytes } = await renderFor(ctx, input.id, contactId);
  const name = `${ctx.workspace.id}.${input.id}.${contactId ?? '-'}`;
  const window = Math.floor(ctx.now().getTime() / (minutes * 60_000));
  const url = `${originOf('content')}/content/preview/${name}.${proof(name, window)}`;
  return { subject: message.subject, text: message.text, missing, bytes, url };
}

/** `window` is the half hour in which the address was made; it holds for the next one too. */
function proof(name: string, window: number): string {
  const key = derivedKey('campaign-preview');
  if (!key) throw new InvalidState({ reason: 'no-secret-key' });
  return createHmac('sha256', key).update(`${name}.${window}`).digest().subarray(0, 18).toString('base64url');
}

function proves(given: string, name: string, now: Date): boolean {
  const window = Math.floor(now.getTime() / (minutes * 60_000));
  const bytes = Buffer.from(given);
  return [window, window - 1].some((each) => {
    const expected = Buffer.from(proof(name, each));
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
}

/** The HTML behind a preview's address, for the content frame, which has no session. Throws NotFound for any other address. */
export async function openPreview(ctx: PublicCtx, token: string): Promise<string> {
  const [workspaceId = '', id = '', contactId = '', given = '', ...rest] = token.split('.');
  if (rest.length > 0 || !proves(given, `${workspaceId}.${id}.${contactId}`, ctx.now()))
    throw new NotFound({ what: 'preview' });
  const tenant = await findWorkspace(ctx, workspaceId);
  return (await renderFor(tenant, id, contactId === '-' ? null : contactId)).message.html;
}
