import type { DuplicateReason } from './schemas.ts';

/** What a pair is judged by. `phone`: the last digits of a phone-like value, '' where there is none. */
export type Candidate = { id: string; addressKey: string; firstName: string; lastName: string; phone: string };
export type LikelyPair = { ids: [string, string]; reasons: DuplicateReason[] };

/** Providers that read `mario.rossi` and `mariorossi` as one mailbox. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com']);
/** Domains of one provider with one set of mailboxes. */
const SAME_DOMAIN: Record<string, string> = { 'googlemail.com': 'gmail.com' };
/** Providers that deliver `mario+spesa` to `mario`. */
const TAGGED = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.it',
  'hotmail.com',
  'hotmail.it',
  'live.com',
  'live.it',
  'msn.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'fastmail.com',
  'proton.me',
  'protonmail.com',
  'pm.me',
]);
export const taggedDomains: readonly string[] = [...TAGGED];

/** The mailbox that an address's provider delivers to; the address itself where nothing is known of the provider. */
export function mailboxOf(addressKey: string): string {
  const at = addressKey.lastIndexOf('@');
  const [local, domain] = [addressKey.slice(0, at), addressKey.slice(at + 1)];
  const untagged = TAGGED.has(domain) ? local.replace(/\+.*$/, '') : local;
  const plain = DOTLESS.has(domain) ? untagged.replaceAll('.', '') : untagged;
  return `${plain}@${SAME_DOMAIN[domain] ?? domain}`;
}

/** Whether one letter added, left out, changed, or two neighbours swapped, makes one text the other. */
export function isOneTypo(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  if (short.slice(start + 1) === long.slice(start + 1)) return true;
  return (
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    short.slice(start + 2) === long.slice(start + 2)
  );
}

const nameOf = ({ firstName, lastName }: Candidate) =>
  firstName && lastName ? `${firstName} ${lastName}`.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim() : '';
const domainOf = (addressKey: string) => addressKey.slice(addressKey.lastIndexOf('@') + 1);

/** Why two contacts look like one person, the surest reason first; empty where nothing speaks for it. */
export function likelyReasons(a: Candidate, b: Candidate): DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  const sameName = nameOf(a) !== '' && nameOf(a) === nameOf(b);
  if (mailboxOf(a.addressKey) === mailboxOf(b.addressKey)) reasons.push('same-mailbox');
  else if (sameName && isOneTypo(a.addressKey, b.addressKey)) reasons.push('typo');
  if (sameName && domainOf(a.addressKey) === domainOf(b.addressKey)) reasons.push('same-name');
  if (a.phone !== '' && a.phone === b.phone) reasons.push('same-phone');
  return reasons;
}

const order: DuplicateReason[] = ['same-mailbox', 'typo', 'same-name', 'same-phone'];

/** Every pair within the clusters for which something speaks, the surest first; a pair that two clusters hold is told once. */
export function likelyPairs(clusters: readonly (readonly Candidate[])[]): LikelyPair[] {
  const pairs = new Map<string, LikelyPair>();
  for (const cluster of clusters) {
    for (const [index, a] of cluster.entries()) {
      for (const b of cluster.slice(index + 1)) {
        const ids: [string, string] = a.id < b.id ? [a.id, b.id] : [b.id, a.id];
        const reasons = likelyReasons(a, b);
        if (reasons.length > 0) pairs.set(ids.join(), { ids, reasons });
      }
    }
  }
  const rank = ({ reasons }: LikelyPair) => order.indexOf(reasons[0] ?? 'same-phone') - reasons.length / 10;
  return [...pairs.values()].sort((a, b) => rank(a) - rank(b) || (a.ids[0] < b.ids[0] ? -1 : 1));
}
