/** Why a text is not an address that mail can be sent to. Stable ids; the sentences are in the contacts' messages. */
export const addressReasons = [
  'empty',
  'too-long',
  'control-character',
  'broken-character',
  'not-an-address',
  'missing-at',
  'missing-local',
  'missing-domain',
  'two-at-signs',
  'local-invalid',
  'domain-invalid',
  'domain-without-dot',
  'ip-literal',
] as const;
export type AddressReason = (typeof addressReasons)[number];

/** `address` as typed, trimmed; `normalised` is the unique key: lower-cased whole, its domain in ASCII. */
export type AddressCheck =
  | { valid: true; address: string; normalised: string }
  | { valid: false; reason: AddressReason };

// RFC 5321 §4.5.3.1: octets of a local part, a domain, and what fits a path of 256 with its brackets.
const LOCAL_OCTETS = 64;
const DOMAIN_OCTETS = 255;
const ADDRESS_OCTETS = 254;

const ATEXT = "A-Za-z0-9!#$%&'*+/=?^_`{|}~-";
const DOT_ATOM = new RegExp(`^[${ATEXT}]+(?:\\.[${ATEXT}]+)*$`);
// RFC 6531: beside atext anything outside ASCII, without separators, controls, invisible or unassigned characters.
const DOT_ATOM_UTF8 = new RegExp(
  `^(?:[${ATEXT}]|(?![\\p{Z}\\p{C}])[^\\0-\\x7f])+(?:\\.(?:[${ATEXT}]|(?![\\p{Z}\\p{C}])[^\\0-\\x7f])+)*$`,
  'u',
);
const QUOTED = /^"(?:[ !#-[\]-~]|(?![\p{Z}\p{C}])[^\0-\x7f]|\\[ -~])*"$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** What nearly every address looks like: one test, no allocation. */
const PLAIN =
  /^[A-Za-z0-9_][A-Za-z0-9_+-]*(?:\.[A-Za-z0-9_+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
// Controls, line and paragraph separators, and what is invisible or turns the direction of reading (category Cf).
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const encoder = new TextEncoder();
const octets = (text: string) => encoder.encode(text).length;
const refused = (reason: AddressReason): AddressCheck => ({ valid: false, reason });

/** Where the quoted local part at the start of `text` ends (the index after its closing quote), or 0. */
function quotedEnd(text: string): number {
  if (!text.startsWith('"')) return 0;
  for (let index = 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index + 1;
  }
  return 0;
}

/** The domain in ASCII, lower case (IDNA by the URL standard's rules), or why it is none. */
function toAsciiDomain(domain: string): { ascii: string } | { reason: AddressReason } {
  if (domain.startsWith('[')) return { reason: 'ip-literal' };
  let ascii = domain.toLowerCase();
  if (/[^\0-\x7f]/.test(ascii)) {
    // A URL would read further than the host at any of these.
    if (/[\0- #%/:<>?@[\\\]^|]/.test(ascii)) return { reason: 'domain-invalid' };
    try {
      ascii = new URL(`http://${domain}`).hostname;
    } catch {
      return { reason: 'domain-invalid' };
    }
  }
  const labels = ascii.split('.');
  if (!labels.every((label) => LABEL.test(label))) return { reason: 'domain-invalid' };
  if (ascii.length > DOMAIN_OCTETS) return { reason: 'too-long' };
  if (labels.length < 2) return { reason: 'domain-without-dot' };
  // A top-level domain of digits alone is no domain: 192.0.2.1 is an address of another kind.
  if (/^\d+$/.test(labels.at(-1) ?? '')) return { reason: 'domain-invalid' };
  return { ascii };
}

/**
 * Whether a text is one address that mail can be sent to: a dot-atom or quoted local part (RFC 5321 §4.1.2), in UTF-8
 * where RFC 6531 allows it, at a domain of at least two labels, international ones included. Reserved top-level domains
 * are valid; address literals, comments and display names are refused. Any input answers, of any length.
 */
export function checkAddress(text: string): AddressCheck {
  const address = text.trim();
  if (address === '') return refused('empty');
  if (address.length <= LOCAL_OCTETS && PLAIN.test(address)) {
    return { valid: true, address, normalised: address.toLowerCase() };
  }
  // Nothing valid has more code units than this; what follows then need not fear a line of a megabyte.
  if (address.length > 4 * ADDRESS_OCTETS) return refused('too-long');
  if (CONTROLS.test(address)) return refused('control-character');
  if (address.includes('\ufffd') || !address.isWellFormed()) return refused('broken-character');
  return checkParts(address);
}

function checkParts(address: string): AddressCheck {
  const quoted = quotedEnd(address);
  const at = address.indexOf('@', quoted);
  if (at < 0) return refused(/^[=+@-]|[()<>|]/.test(address) ? 'not-an-address' : 'missing-at');
  // An equals sign is legal there, but what starts with one is a spreadsheet's formula, not somebody's address.
  if (address.startsWith('=') || /<[^<>]*>\s*$/.test(address)) return refused('not-an-address');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (domain.includes('@')) return refused('two-at-signs');
  if (local === '') return refused('missing-local');
  if (domain === '') return refused('missing-domain');
  if (!(DOT_ATOM.test(local) || DOT_ATOM_UTF8.test(local) || (quoted === at && QUOTED.test(local)))) {
    return refused('local-invalid');
  }
  if (octets(local) > LOCAL_OCTETS) return refused('too-long');
  const converted = toAsciiDomain(domain);
  if ('reason' in converted) return refused(converted.reason);
  if (octets(local) + 1 + converted.ascii.length > ADDRESS_OCTETS) return refused('too-long');
  return { valid: true, address, normalised: `${local.normalize('NFC').toLowerCase()}@${converted.ascii}` };
}

/** The domain of a normalised address. */
export function domainOf(normalised: string): string {
  return normalised.slice(normalised.lastIndexOf('@') + 1);
}
