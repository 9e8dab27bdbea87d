import { linkOrigin } from '#server/config/hosts.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type CompiledTemplate, compiledTemplateSchema } from '#server/mail/render/compiled-template.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
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

/** The campaign's message as it was compiled, and how people come to be subscribed; null where it is no more. */
export async function forwardSource(
  ctx: TenantCtx,
  campaignId: string,
): Promise<{ template: CompiledTemplate; signUpUrl: string | null; supportAddress: string } | null> {
  const [body, form, settings] = await Promise.all([
    ctx.db.campaignBody.findFirst({ where: { campaignId }, select: { compiled: true } }),
    ctx.db.form.findFirst({
      where: { state: 'published', publishedRevision: { not: null } },
      select: { publicId: true },
      orderBy: { stateAt: 'desc' },
    }),
    providerSettings(ctx),
  ]);
  if (!body) return null;
  return {
    template: compiledTemplateSchema.parse(body.compiled),
    signUpUrl: form ? `${linkOrigin(ctx.workspace.slug)}/f/${form.publicId}` : null,
    supportAddress: settings['provider.support-address'],
  };
}
