import { type AddressCheck, checkAddress } from '#shared/address.ts';

const INVISIBLE_ENDS = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/gu;
const NAMED = /^([^<>]*)<([^<>]*)>$/;

/** A cell that may hold more than the address: `Anna Rossi <anna@x.it>`, `mailto:anna@x.it?subject=…`, invisible letters at its ends. */
export function addressIn(cell: string): AddressCheck & { name?: string } {
  const plain = checkAddress(cell);
  if (plain.valid || cell.length > 1000) return plain;
  let text = cell.replaceAll(INVISIBLE_ENDS, '');
  let name = '';
  const named = NAMED.exec(text);
  if (named) {
    name = (named[1] ?? '').trim().replaceAll(/^["']|["']$/g, '');
    text = (named[2] ?? '').trim();
  }
  if (/^mailto:/i.test(text)) text = text.slice(7).split('?')[0] ?? '';
  return { ...(text === cell ? plain : checkAddress(text)), name };
}
