import type { TenantCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';
import { isCertifiedMail } from './eligibility.sql.ts';
import { type DerivedStatus, sendingStatus } from './sending-status.ts';

/**
 * Why the workspace must not write to an address, whether or not it is a contact: what is known of the address, and a contact's
 * own end of the topic. null where nothing speaks against it; not being subscribed does not.
 */
export async function addressRefusal(
  ctx: TenantCtx,
  input: { addressKey: string; topicId: string },
): Promise<DerivedStatus['status'] | null> {
  const { addressKey, topicId } = input;
  const [state, contact, settings] = await Promise.all([
    ctx.db.addressState.findFirst({ where: { addressKey } }),
    ctx.db.contact.findFirst({
      where: { addressKey },
      select: { subscriptions: { where: { topicId }, select: { state: true } } },
    }),
    providerSettings(ctx),
  ]);
  const { status } = sendingStatus({
    subscription: contact?.subscriptions[0]?.state === 'unsubscribed' ? 'unsubscribed' : 'subscribed',
    deliverability: state?.deliverability ?? 'ok',
    blocked: Boolean(state?.blockedAt),
    certified: isCertifiedMail(addressKey, settings['sending.pec-domains']) && !state?.certifiedAllowedAt,
  });
  return status === 'active' ? null : status;
}
