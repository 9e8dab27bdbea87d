const ADDRESS = /[^\s<>()[\]:;,"'`\\|]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+[\p{L}\p{N}-]{2,63}/u;
const DAEMON =
  /^(?:postmaster|mailer-daemon|mailerdaemon|mail-daemon|abuse|noreply|no-reply|root|microsoftexchange[\da-f]{32})@/i;

/** The first address in a text, or null. */
export function addressIn(text: string): string | null {
  return ADDRESS.exec(text.slice(0, 20_000))?.[0].replace(/^[.*=]+/, '') ?? null;
}

/** All of them but those of daemons, each once, in their order. */
export function addressesIn(text: string): string[] {
  const found = new Map<string, string>();
  for (const [match] of text.slice(0, 100_000).matchAll(new RegExp(ADDRESS, 'gu'))) {
    const address = match.replace(/^[.*=]+/, '');
    const key = address.toLowerCase();
    if (!DAEMON.test(address) && !found.has(key)) found.set(key, address);
  }
  return [...found.values()];
}

/**
 * The address of `Final-Recipient: rfc822; address` (RFC 3464 §2.3.2), of `utf-8; address` with `\x{HEX}` (RFC 6533 §3),
 * and of what leaves the type out. Null for other types (X.400), for redacted ones and for none.
 */
export function recipientField(value: string): string | null {
  const [type, rest] = /^\s*([\w.-]+)\s*;(.*)$/s.exec(value)?.slice(1) ?? ['rfc822', value];
  if (!/^(?:rfc822|utf-?8|smtp|unknown|local)$/i.test(type ?? '')) return null;
  const written = (rest ?? '')
    .replace(/\\x\{([0-9a-f]{1,6})\}/gi, (all, hex: string) => {
      const point = Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    })
    .replace(/\\(.)/g, '$1');
  return addressIn(written);
}

/**
 * xtext undone (RFC 3461 §4) as far as it can be told from an address with a tag: only `+2B` and `+3D` stand for characters
 * that must be written so, and `anna+41@` is somebody's own spelling.
 */
export function fromXtext(text: string): string {
  return text.replace(/\+2B/g, '+').replace(/\+3D/g, '=');
}

/** `<id>` of a Message-ID without its brackets. */
export function messageIdIn(value: string): string | null {
  return /<([^<>\s]{1,250})>/.exec(value)?.[1] ?? /^\s*([^<>\s]{1,250}@[^<>\s]{1,250})\s*$/.exec(value)?.[1] ?? null;
}
