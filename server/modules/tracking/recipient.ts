import { systemDb, tenantDb } from '#server/db/client.ts';
import { narrowTo, type PublicCtx, type RequestOrigin, type TenantCtx } from '#server/lib/context.ts';
import type { Log } from '#server/lib/log.ts';
import type { NamedToken } from './decide.ts';

/** What the unsubscribe page may show of a recipient to whoever holds the link. */
export type RecipientFacts = {
  language: 'it' | 'en';
  workspaceName: string;
  /** The address with its middle hidden: a forwarded link must not tell it. */
  maskedAddress: string;
  topic: { id: string; name: string; subscribed: boolean };
  /** The other topics that the contact receives. */
  others: { id: string; name: string }[];
  tracked: boolean;
  /** Opens and links are followed one by one, by the contact's own word. */
  followed: boolean;
};

/** Who holds a genuine link: a context narrowed to the campaign's workspace, with the recipient as its actor. */
export type Recipient = { ctx: TenantCtx; token: NamedToken; topicId: string };

const workspaceFields = { id: true, slug: true, name: true, timezone: true, language: true } as const;

/** Narrows the public to the workspace that a genuine token names; null where campaign or workspace are no more. */
export async function recipientOf(
  token: NamedToken,
  workspaceId: string,
  request: { log: Log; now: () => Date; origin?: RequestOrigin },
): Promise<Recipient | null> {
  const db = systemDb();
  const workspace = await db.workspace.findUnique({ where: { id: workspaceId }, select: workspaceFields });
  if (!workspace) return null;
  const publicCtx: PublicCtx = {
    kind: 'public',
    actor: { kind: 'public', name: 'Destinatario' },
    db,
    log: request.log,
    now: request.now,
    ...(request.origin ? { request: request.origin } : {}),
  };
  const ctx = narrowTo(publicCtx, workspace, tenantDb);
  const campaign = await ctx.db.campaign.findFirst({ where: { id: token.campaignId }, select: { topicId: true } });
  return campaign ? { ctx, token, topicId: campaign.topicId } : null;
}

/** `mario.rossi@lungofiume.example` → `m•••i@lungofiume.example`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const local = [...address.slice(0, Math.max(0, at))];
  const end = local.length > 3 ? (local.at(-1) ?? '') : '';
  return `${local[0] ?? ''}•••${end}${at < 0 ? '' : address.slice(at)}`;
}

/** What the page shows; `topicId` (default: the campaign's own) is the topic in question. null once the contact is erased. */
export async function recipientFacts(
  { ctx, token, topicId: own }: Recipient,
  topicId: string = own,
): Promise<RecipientFacts | null> {
  const [contact, topics, workspace] = await Promise.all([
    ctx.db.contact.findFirst({
      where: { id: token.contactId },
      select: {
        address: true,
        language: true,
        trackOpens: true,
        trackClicks: true,
        subscriptions: { select: { topicId: true, state: true } },
      },
    }),
    ctx.db.topic.findMany({ select: { id: true, name: true }, orderBy: { createdAt: 'asc' } }),
    ctx.db.workspace.findFirst({ select: { trackOpens: true, trackClicks: true } }),
  ]);
  const topic = topics.find(({ id }) => id === topicId) ?? topics.find(({ id }) => id === own);
  if (!contact || !topic) return null;
  const receives = new Set(
    contact.subscriptions.filter(({ state }) => state === 'subscribed').map((one) => one.topicId),
  );
  const level = [contact.trackOpens ?? workspace?.trackOpens, contact.trackClicks ?? workspace?.trackClicks];
  return {
    language: (contact.language ?? ctx.workspace.language) === 'en' ? 'en' : 'it',
    workspaceName: ctx.workspace.name,
    maskedAddress: maskAddress(contact.address),
    topic: { ...topic, subscribed: receives.has(topic.id) },
    others: topics.filter(({ id }) => id !== topic.id && receives.has(id)),
    tracked: level.some((one) => one !== 'off'),
    followed: contact.trackOpens === 'individual' && contact.trackClicks === 'individual',
  };
}

/** How long after an unsubscribe its page can take it back. */
const UNDO_MS = 30 * 60_000;

/** Whether the recipient may take an unsubscribe back right where it was made. */
export async function mayUndo({ ctx, token }: Recipient, topicId: string): Promise<boolean> {
  const subscription = await ctx.db.subscription.findFirst({
    where: { contactId: token.contactId, topicId, state: 'unsubscribed' },
    select: { stateAt: true },
  });
  return subscription !== null && ctx.now().getTime() - subscription.stateAt.getTime() < UNDO_MS;
}
