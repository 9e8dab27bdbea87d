import { domainToASCII } from 'node:url';
import { InvalidInput } from '../../lib/errors.ts';

export type Mailbox = { name?: string; address: string };

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const domainLabels = '[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)*';
const plainAddress = new RegExp(`^${atom}(?:\\.${atom})*@${domainLabels}$`);
const plainDomain = new RegExp(`^${domainLabels}$`);
const dotAtom = new RegExp(`^${atom}(?:\\.${atom})*$`);
const atomsAndDots = new RegExp(`^(?:${atom}|\\.)+$`);
const quotedLocal = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/;
const longest = 320;

/**
 * The address as headers and envelopes carry it (RFC 5322 §3.4.1): ASCII, an international domain in punycode, stray dots in the local
 * part in quotes. Throws `InvalidInput` (`address`) on what can't be: a local part outside ASCII would need SMTPUTF8 on the whole way.
 */
export function formatAddress(address: string, field: string): string {
  if (address.length <= longest && plainAddress.test(address)) return address;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const typed = address.slice(at + 1);
  // The URL parser behind domainToASCII drops breaks and decodes percents, so it is asked about letters and digits only.
  const domain = /^[\p{L}\p{M}\p{N}._-]+$/u.test(typed) ? domainToASCII(typed) : '';
  if (at < 1 || address.length > longest || !plainDomain.test(domain))
    throw new InvalidInput({ reason: 'address', field });
  if (dotAtom.test(local) || quotedLocal.test(local)) return `${local}@${domain}`;
  if (atomsAndDots.test(local)) return `"${local}"@${domain}`;
  throw new InvalidInput({ reason: 'address', field });
}
