import { isAscii } from 'node:buffer';
import { domainToASCII } from 'node:url';
import { LinkError } from './outcome.ts';

/** An address as it goes between the angle brackets of MAIL or RCPT. */
export interface Path {
  path: string;
  /** The local part is not ASCII: the command needs SMTPUTF8 (RFC 6531). */
  utf8: boolean;
}

// Everything but specials, spaces and controls; a dot anywhere, since real addresses break the dot rules.
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls must never reach the wire
const ATOM = /^[^\u0000-\u0020\u007f-\u00a0()<>[\]:;@\\,"\u2028\u2029]+$/;
const QUOTED = /^"(?:[\u0020\u0021\u0023-\u005b\u005d-\u007e]|\\[\u0020-\u007e])*"$/;
const DOMAIN = /^(?=.{1,255}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/i;
const LITERAL = /^\[[a-z0-9:.]{2,64}\]$/i;

/**
 * Makes an address safe to put in an SMTP command: no control, space or bracket can leave its place, and a domain in
 * Unicode becomes ASCII (IDNA). An empty string is the null sender where `allowNull`. Local part ≤ 64 octets, path
 * ≤ 254 (RFC 5321 §4.5.3.1). Throws an `address` LinkError.
 */
export function toPath(address: string, allowNull: boolean): Path {
  if (address === '' && allowNull) return { path: '', utf8: false };
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = address.slice(at + 1);
  if (at < 1 || !(ATOM.test(local) || QUOTED.test(local)) || Buffer.byteLength(local) > 64) {
    throw new LinkError('address', 'not an address that SMTP can carry');
  }
  const ascii = LITERAL.test(domain) ? domain : ATOM.test(domain) ? toAscii(domain) : '';
  if (ascii === '' || !(LITERAL.test(ascii) || DOMAIN.test(ascii))) {
    throw new LinkError('address', 'not a domain that SMTP can carry');
  }
  const path = `${local}@${ascii}`;
  if (Buffer.byteLength(path) > 254) throw new LinkError('address', 'address too long');
  return { path, utf8: !isAscii(Buffer.from(local)) };
}

/** `domainToASCII` would also read `0x7f.1` as an address: an ASCII domain stays as it was written. */
function toAscii(domain: string): string {
  return isAscii(Buffer.from(domain)) ? domain : domainToASCII(domain);
}
