import { open, seal } from '#server/lib/secret-box.ts';
import type { FriendToken } from './decide-forward.ts';

/** What a friend's token is sealed for, so that no other sealed value opens as one. */
const PURPOSE = 'forward-friend';
const pack = (ids: string[]) => Buffer.from(ids.join('').replaceAll('-', ''), 'hex').toString('base64url');
const PACKED = pack(Array<string>(3).fill('00000000-0000-0000-0000-000000000000')).length;

function unpack(text: string): string[] {
  const hex = Buffer.from(text, 'base64url').toString('hex');
  return [0, 32, 64].map((at) => hex.slice(at, at + 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

/**
 * The part of a friend's link that says which forward it came by, and to which address: sealed, so that the address need not be
 * kept for the friend to refuse further ones.
 */
export function friendToken({ workspaceId, campaignId, forwardId, address }: FriendToken): string {
  return seal(pack([workspaceId, campaignId, forwardId]) + address, PURPOSE);
}

/** The inverse; null for anything that we did not seal. */
export function verifyFriendToken(text: string): FriendToken | null {
  if (text.length > 900) return null;
  try {
    const plain = open(text, PURPOSE);
    const [workspaceId = '', campaignId = '', forwardId = ''] = unpack(plain.slice(0, PACKED));
    const address = plain.slice(PACKED);
    return forwardId.length === 36 && address !== '' ? { workspaceId, campaignId, forwardId, address } : null;
  } catch {
    return null;
  }
}
