import { linkOrigin } from '#server/config/hosts.ts';
import type { Campaign } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { CompiledTemplate } from '#server/mail/render/compiled-template.ts';
import { compileTemplate } from '../campaigns/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import { friendDocument } from './forward-copy.ts';
import { type ForwardLimits, type ForwardState, forwardState, presentableName } from './forward-rules.ts';
import { deliveryOf } from './forwards.sql.ts';
import type { Recipient } from './recipient.ts';
import type { PageLanguage } from './recipient-words.ts';

/** What the page to pass a message on may know. */
export type ForwardFacts = {
  state: ForwardState;
  language: PageLanguage;
  workspaceName: string;
  /** null: the name that is on record can't be shown to a stranger. */
  sender: string | null;
  /** How many more friends. */
  left: number;
};

export function forwardLimits(settings: ProviderSettings): ForwardLimits {
  return {
    perDelivery: settings['sending.forwards-per-message'],
    perNetworkHour: settings['sending.forwards-per-network-hour'],
    perFriendDay: settings['sending.forwards-per-friend-day'],
    days: settings['sending.forward-days'],
  };
}

/** Whether this recipient may pass the message on, and in whose name; null once contact or campaign are no more. */
export async function forwardFacts({ ctx, token, topicId }: Recipient): Promise<ForwardFacts | null> {
  const { contactId, campaignId } = token;
  const [contact, campaign, workspace, received, used, settings] = await Promise.all([
    ctx.db.contact.findFirst({
      where: { id: contactId },
      select: {
        addressKey: true,
        firstName: true,
        lastName: true,
        language: true,
        subscriptions: { where: { topicId }, select: { state: true } },
      },
    }),
    ctx.db.campaign.findFirst({ where: { id: campaignId }, select: { startedAt: true } }),
    ctx.db.workspace.findFirst({ select: { state: true } }),
    deliveryOf(ctx, token),
    ctx.db.forward.count({ where: { campaignId, contactId } }),
    providerSettings(ctx),
  ]);
  if (!contact || !campaign) return null;
  const limits = forwardLimits(settings);
  const state = forwardState({
    now: ctx.now(),
    received: received?.state === 'accepted' || received?.state === 'delivered',
    workspaceActive: workspace?.state === 'active',
    sentAt: campaign.startedAt,
    subscribed: contact.subscriptions[0]?.state === 'subscribed',
    used,
    limits,
  });
  return {
    state,
    language: (contact.language ?? ctx.workspace.language) === 'en' ? 'en' : 'it',
    workspaceName: ctx.workspace.name,
    sender: presentableName(contact.firstName, contact.lastName),
    left: Math.max(0, limits.perDelivery - used),
  };
}

/** So many friends' templates are kept at hand: what was sent does not change any more. */
const MOST_KEPT = 50;
const kept = new Map<string, CompiledTemplate>();

/**
 * What was sent, with a foot that is true of a friend: the document's own says that one is subscribed. Rendered anew (10 ms), with the
 * sending's date.
 */
async function friendTemplate(ctx: TenantCtx, campaign: Campaign): Promise<CompiledTemplate> {
  const known = kept.get(campaign.id);
  if (known) return known;
  const sentAt = campaign.startedAt ?? ctx.now();
  const document = friendDocument(campaign.document, ctx.workspace.language === 'en' ? 'en' : 'it');
  const template = await compileTemplate({ ...ctx, now: () => sentAt }, { ...campaign, document });
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.set(campaign.id, template);
  return template;
}

/** The campaign's message for friends, and how people come to be subscribed; null where it was never sent, or is no more. */
export async function forwardSource(
  ctx: TenantCtx,
  campaignId: string,
): Promise<{ template: CompiledTemplate; signUpUrl: string | null; supportAddress: string } | null> {
  const [body, campaign, form, settings] = await Promise.all([
    ctx.db.campaignBody.count({ where: { campaignId } }),
    ctx.db.campaign.findFirst({ where: { id: campaignId } }),
    ctx.db.form.findFirst({
      where: { state: 'published', publishedRevision: { not: null } },
      select: { publicId: true },
      orderBy: { stateAt: 'desc' },
    }),
    providerSettings(ctx),
  ]);
  if (body === 0 || !campaign) return null;
  return {
    template: await friendTemplate(ctx, campaign),
    signUpUrl: form ? `${linkOrigin(ctx.workspace.slug)}/f/${form.publicId}` : null,
    supportAddress: settings['provider.support-address'],
  };
}
