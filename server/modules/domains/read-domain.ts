import { domainToASCII } from 'node:url';
import { isFreemail } from '#shared/freemail.ts';

export type ReadDomain = { ok: true; domain: string } | { ok: false; reason: 'domain-invalid' | 'freemail' };

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * What somebody typed (a name, an address, a web address) as a domain that can be sent from: lower case, in ASCII.
 * Mailbox providers' own names are refused.
 */
export function readDomain(typed: string): ReadDomain {
  const bare = typed
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^.*@/, '')
    .replace(/[/?#:].*$/, '')
    .replace(/\.$/, '');
  const domain = domainToASCII(bare).toLowerCase();
  const labels = domain.split('.');
  const named = labels.length >= 2 && labels.every((each) => label.test(each)) && !/^\d+$/.test(labels.at(-1) ?? '');
  if (!named || domain.length > 253) return { ok: false, reason: 'domain-invalid' };
  return isFreemail(domain) ? { ok: false, reason: 'freemail' } : { ok: true, domain };
}
