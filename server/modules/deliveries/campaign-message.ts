import { linkOrigin } from '#server/config/hosts.ts';
import type { Campaign, TrackingLevel } from '#server/db/generated/client.ts';
import type { TenantCtx, WorkspaceFacts } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { urlsFor } from '#server/lib/tracking-token.ts';
import { type Attachment, type CompiledMessage, compileMessage } from '#server/mail/message/compile-message.ts';
import { merge } from '#server/mail/message/merge.ts';
import { type CompiledTemplate, compiledTemplateSchema } from '#server/mail/render/compiled-template.ts';
import { campaignAttachments, recipientValues } from '../campaigns/index.ts';
import type { Person } from './claim.sql.ts';

export type Levels = { trackOpens: TrackingLevel; trackClicks: TrackingLevel };

/** A campaign's message, compiled once for a process: what `buildMessage` fills for each recipient. */
export type CampaignMessage = {
  campaignId: string;
  topicId: string;
  from: string;
  compiled: CompiledMessage;
  origin: string;
  /** Right side of Message-ID. */
  idHost: string;
  /** The campaign's and the workspace's names, which messages may mention. */
  name: string;
  workspace: { name: string };
};

/** The compiled message of a frozen campaign. NotFound without the campaign, InvalidState before its body is compiled. */
export async function loadCampaignMessage(ctx: TenantCtx, campaignId: string): Promise<CampaignMessage> {
  const campaign = await ctx.db.campaign.findFirst({ where: { id: campaignId } });
  if (!campaign) throw new NotFound({ what: 'campaign' });
  const body = await ctx.db.campaignBody.findFirst({ where: { campaignId } });
  if (!body) throw new InvalidState({ what: 'campaign', reason: 'not-compiled' });
  const topic = await ctx.db.topic.findFirst({ where: { id: campaign.topicId } });
  const template = compiledTemplateSchema.parse(body.compiled);
  const files = await campaignAttachments(ctx, campaignId);
  return compileCampaignMessage(ctx.workspace, campaign, template, topic?.name ?? campaign.name, files);
}

/** The same from what is at hand: for test sends of a draft. */
export function compileCampaignMessage(
  workspace: WorkspaceFacts,
  campaign: Campaign,
  template: CompiledTemplate,
  listName: string,
  attachments: readonly Attachment[] = [],
): CampaignMessage {
  const origin = linkOrigin(workspace.slug);
  const listHost = new URL(origin).hostname.replaceAll(/[^A-Za-z0-9.-]/g, '');
  const { fromName, fromAddress, replyTo } = campaign;
  const compiled = compileMessage(template, {
    from: { name: fromName, address: fromAddress },
    replyTo: replyTo === null || replyTo === '' ? null : replyTo,
    // RFC 2919: stable for a topic whatever it is called later.
    list: { id: `${campaign.topicId}.${workspace.slug}.${listHost}`, name: listName },
    attachments,
    feedbackId: `${campaign.id}:${workspace.slug}:newsletter:postino`,
  });
  return {
    campaignId: campaign.id,
    topicId: campaign.topicId,
    from: fromAddress,
    compiled,
    origin,
    idHost: asciiHost(fromAddress) ?? 'postino.invalid',
    name: campaign.name,
    workspace,
  };
}

function asciiHost(address: string): string | null {
  const host = address.slice(address.lastIndexOf('@') + 1);
  const url = URL.parse(`http://${host}`);
  return url && /^[a-z0-9.-]+$/.test(url.hostname) ? url.hostname : null;
}

/** The same for every try of one delivery, so that a receiver can recognise a second copy. */
export function messageIdOf(message: CampaignMessage, contactId: string): string {
  return `${shortId(message.campaignId)}.${shortId(contactId)}@${message.idHost}`;
}

function shortId(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

/** One recipient's whole message. Throws InvalidInput where a header or a URL can't carry what the recipient brings. */
export function buildMessage(
  message: CampaignMessage,
  person: Person,
  levels: Levels,
  date: Date,
  messageId = messageIdOf(message, person.contactId),
): Buffer {
  const { campaignId, compiled, origin } = message;
  const { contactId, address, firstName, lastName } = person;
  const urls = urlsFor(origin, { campaignId, contactId }, { opens: levels.trackOpens, clicks: levels.trackClicks });
  const name = firstName && lastName ? `${firstName} ${lastName}` : firstName || lastName;
  return merge(compiled, {
    ...urls,
    address,
    ...(name ? { name } : {}),
    values: recipientValues(person, message.workspace, message),
    wrapLinks: levels.trackClicks !== 'off',
    messageId,
    date,
  });
}
