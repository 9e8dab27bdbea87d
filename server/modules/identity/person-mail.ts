import type { User } from '#server/db/generated/client.ts';
import type { WideCtx } from '#server/lib/context.ts';
import { describeAgent } from '#shared/user-agent.ts';
import { queueSystemMail } from '../notifications/index.ts';
import type { SystemMailData } from '../notifications/schemas.ts';
import { makeLink } from './person-links.ts';

/** So long the link at the foot of a notice blocks the access. */
const BLOCK_LINK_MINUTES = 7 * 1440;

type Recipient = Pick<User, 'id' | 'username' | 'email' | 'language'>;
/** Notices of something done with an access: when, from where, and a link for whoever did not do it. */
export type NoticeKind = 'password-changed' | 'new-station' | 'second-factor';
type Extra<K extends NoticeKind> = Omit<
  SystemMailData<K>,
  'username' | 'at' | 'address' | 'browser' | 'system' | 'blockLinkId'
>;

/** Queues a notice in the context's transaction. `origin`: where it was done from, if not from this request. */
export async function mailPerson<K extends NoticeKind>(
  tx: WideCtx,
  user: Recipient,
  kind: K,
  extra: Extra<K>,
  origin: { address: string; agent: string } = { address: tx.request?.address ?? '', agent: tx.request?.agent ?? '' },
): Promise<void> {
  const { browser, system } = describeAgent(origin.agent);
  const blockLinkId = await makeLink(tx, user.id, 'block', BLOCK_LINK_MINUTES);
  const place = { at: tx.now().toISOString(), address: origin.address, browser, system };
  await queueSystemMail(tx, {
    kind,
    to: user.email,
    language: user.language,
    data: { ...extra, ...place, username: user.username, blockLinkId } as unknown as SystemMailData<K>,
  });
}
