import { linkOrigin } from '#server/config/hosts.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound, RateLimited } from '#server/lib/errors.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { open } from '#server/lib/secret-box.ts';
import { classifyOutcome } from '#server/mail/answers/classify.ts';
import { transportConfig } from '#server/mail/configured-transport.ts';
import { buildSystemMessage } from '#server/mail/message/system-message.ts';
import { sendOne } from '#server/mail/send-one.ts';
import type { TransportConfig } from '#server/mail/transport-config.ts';
import { checkAddress, domainOf } from '#shared/address.ts';
import { addressRefusal } from '../contacts/index.ts';
import { isVerified } from '../domains/index.ts';
import { findWorkspace, providerSettings } from '../workspaces/index.ts';
import { forwardCopy } from './forward-copy.ts';
import { forwardLimits, forwardSource } from './forward-facts.ts';
import { presentableName } from './forward-rules.ts';
import { friendToken } from './friend-token.ts';
import { recipientWord } from './recipient-words.ts';
import { refusesForwards } from './refuse-forwards.ts';

const DAY_SECONDS = 86_400;
/** After so many tries a friend is not waited for any longer. */
const MOST_TRIES = 6;

/** The next server did not take it, and may later: the queue tries again. */
export class ForwardDeferred extends Error {
  override readonly name = 'ForwardDeferred';
}

type Row = { id: string; campaignId: string; contactId: string; at: Date };

/**
 * Sends one forward, once: a row with `sentAt` or `failure` is left alone. Whoever must not or does not want to be written to
 * gets nothing, and the row says why without saying who; in each end the friend's address is emptied. An unknown outcome is tried
 * again with the same Message-ID.
 */
export async function sendForward(
  ctx: SystemCtx,
  input: { workspaceId: string; forwardId: string },
  tries = 0,
  config: () => TransportConfig = transportConfig,
): Promise<void> {
  const tenant = await findWorkspace(ctx, input.workspaceId);
  const row = await tenant.db.forward.findFirst({ where: { id: input.forwardId, sentAt: null, failure: null } });
  if (!row) return;
  const end = (data: { sentAt: Date } | { failure: string }) =>
    tenant.db.forward.updateMany({ where: { id: row.id, sentAt: null }, data: { ...data, friend: '' } });
  const address = open(row.friend, row.id);
  const refusal = await refusalOf(ctx, tenant, row, address, tries);
  if (refusal !== null) return void (await end({ failure: refusal }));
  let failure: string;
  try {
    const { envelope, bytes } = await compose(tenant, row, address);
    const outcome = await sendOne(config(), envelope, bytes);
    if (outcome.outcome === 'accepted') return void (await end({ sentAt: ctx.now() }));
    failure = outcome.text;
    if (outcome.outcome === 'refused') {
      const { outcome: verdict } = classifyOutcome(outcome);
      if (verdict === 'bounced' || verdict === 'failed') return void (await end({ failure: 'not-accepted' }));
    }
  } catch (error) {
    if (error instanceof InvalidInput || error instanceof NotFound)
      return void (await end({ failure: 'not-sendable' }));
    failure = error instanceof Error ? error.message : String(error);
  }
  if (tries + 1 >= MOST_TRIES) return void (await end({ failure: 'expired' }));
  throw new ForwardDeferred(failure);
}

/** Why this friend gets nothing: a stable id; null where nothing speaks against it. */
async function refusalOf(
  ctx: SystemCtx,
  tenant: TenantCtx,
  row: Row,
  address: string,
  tries: number,
): Promise<string | null> {
  const checked = checkAddress(address);
  if (!checked.valid) return 'not-sendable';
  const [workspace, campaign] = await Promise.all([
    tenant.db.workspace.findFirst({ select: { state: true } }),
    tenant.db.campaign.findFirst({ where: { id: row.campaignId }, select: { topicId: true } }),
  ]);
  if (workspace?.state !== 'active' || !campaign) return 'not-sendable';
  if (await refusesForwards(ctx, address)) return 'refused';
  const addressKey = checked.normalised;
  if ((await addressRefusal(tenant, { addressKey, topicId: campaign.topicId })) !== null) return 'suppressed';
  if (tries > 0) return null;
  const { perFriendDay } = forwardLimits(await providerSettings(tenant));
  try {
    await consumeAttempt('forward-friend', addressKey, { points: perFriendDay, seconds: DAY_SECONDS });
  } catch (error) {
    if (error instanceof RateLimited) return 'too-many';
    throw error;
  }
  return null;
}

/** The message from the customer's own address where its domain is verified, else from the provider's with answers to the customer. */
async function compose(tenant: TenantCtx, row: Row, address: string) {
  const { campaignId, contactId } = row;
  const [campaign, contact, source, settings] = await Promise.all([
    tenant.db.campaign.findFirst({
      where: { id: campaignId },
      select: { fromName: true, fromAddress: true, replyTo: true },
    }),
    tenant.db.contact.findFirst({ where: { id: contactId }, select: { firstName: true, lastName: true } }),
    forwardSource(tenant, campaignId),
    providerSettings(tenant),
  ]);
  if (!campaign || !source) throw new NotFound({ what: 'campaign' });
  const { language } = source.template;
  const workspaceName = tenant.workspace.name;
  const sender = contact && presentableName(contact.firstName, contact.lastName);
  const token = friendToken({ workspaceId: tenant.workspace.id, campaignId, forwardId: row.id, address });
  const friendUrl = `${linkOrigin(tenant.workspace.slug)}/t/f/${token}`;
  const copy = forwardCopy(source.template, {
    ...source,
    workspaceName,
    sender,
    friendUrl,
    viewUrl: `${friendUrl}?view`,
  });
  const own = await isVerified(tenant, domainOf(campaign.fromAddress.toLowerCase()));
  const from = own ? campaign.fromAddress : settings['provider.sender-address'];
  const name = sender
    ? recipientWord(language, 'forwardFrom', { sender, workspace: campaign.fromName || workspaceName })
    : campaign.fromName || workspaceName;
  const replyTo = campaign.replyTo || campaign.fromAddress;
  const bytes = await buildSystemMessage({
    from: { address: from, name },
    to: { address },
    ...(replyTo && replyTo !== from ? { replyTo: { address: replyTo } } : {}),
    ...copy,
    headers: {
      // RFC 3834 §5: keeps automatic replies away.
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<${friendUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    messageId: `${row.id}@${from.slice(from.lastIndexOf('@') + 1)}`,
    date: row.at,
  });
  return { envelope: { from, to: address }, bytes };
}
