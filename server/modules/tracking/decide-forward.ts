import { type Answer, type DecideDeps, type NamedToken, notAllowed, type RequestParts, reads } from './decide.ts';
import { formFields } from './form-fields.ts';

/** What a friend's own link names: the forward, and the address it went to. */
export type FriendToken = { forwardId: string; campaignId: string; workspaceId: string; address: string };
/** Checks a friend's link; null for anything that we did not make. */
export type FriendVerifier = (text: string) => FriendToken | null;

/** What a request to `/t/f/T` asks for. A recipient's token opens the page to pass the message on; a friend's one says why it came. */
export type ForwardDecision =
  | { do: 'answer'; answer: Answer | null; status: number }
  | { do: 'show' | 'view'; token: NamedToken }
  /** `trap`: the field that no person sees was filled in. */
  | { do: 'forward'; token: NamedToken; friend: string; trap: boolean }
  | { do: 'friend-show' | 'friend-view' | 'friend-refuse'; friend: FriendToken };

/** A friend's token holds dots, a recipient's does not. */
const isFriends = (segment: string) => segment.includes('.');

/** Every GET shows and changes nothing; only a POST sends or refuses (RFC 8058's one click among them). */
export function decideForward(
  parts: RequestParts,
  deps: DecideDeps & { verifyFriend: FriendVerifier },
): ForwardDecision {
  if (!reads(parts) && parts.method !== 'POST') return { do: 'answer', ...notAllowed('GET, HEAD, POST') };
  const wantsView = parts.query.split(/[=&]/)[0] === 'view';
  if (isFriends(parts.segment)) {
    const friend = deps.verifyFriend(parts.segment);
    if (!friend) return { do: 'answer', answer: null, status: 404 };
    if (parts.method !== 'POST') return { do: wantsView ? 'friend-view' : 'friend-show', friend };
    const fields = formFields(parts.headers.contentType, parts.body);
    const refuses = fields.get('action') === 'refuse' || fields.get('List-Unsubscribe') === 'One-Click';
    return { do: refuses ? 'friend-refuse' : 'friend-show', friend };
  }
  const found = deps.verify(parts.segment, 'personal');
  if (!found?.contactId) return { do: 'answer', answer: null, status: 404 };
  const token: NamedToken = { campaignId: found.campaignId, contactId: found.contactId };
  if (parts.method !== 'POST') return { do: wantsView ? 'view' : 'show', token };
  const fields = formFields(parts.headers.contentType, parts.body);
  const friend = fields.get('friend');
  if (friend === undefined) return { do: 'show', token };
  return { do: 'forward', token, friend: friend.slice(0, 1_000), trap: (fields.get('website') ?? '') !== '' };
}
