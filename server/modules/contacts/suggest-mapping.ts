import { addressIn } from './address-cell.ts';
import { exportHeaders, notTakenBack } from './export-headers.ts';
import type { ColumnTarget, ImportKind } from './schemas.ts';
import { sensitiveColumn } from './sensitive-words.ts';

type Simple = 'address' | 'first-name' | 'last-name' | 'full-name' | 'language';

/** What headers are called, without accents, marks and case. */
const headers: Record<Simple, readonly string[]> = {
  address: [
    'email',
    'mail',
    'indirizzo email',
    'indirizzo mail',
    'indirizzo e mail',
    'e mail',
    'posta elettronica',
    'email address',
    'e mail address',
    'indirizzo di posta',
    'indirizzo di posta elettronica',
    'address',
    'indirizzo',
    'emailaddress',
  ],
  'first-name': ['nome', 'first name', 'firstname', 'given name', 'nome proprio', 'name', 'fname', 'nome di battesimo'],
  'last-name': ['cognome', 'last name', 'lastname', 'surname', 'family name', 'lname'],
  'full-name': [
    'nome e cognome',
    'nominativo',
    'nome completo',
    'full name',
    'fullname',
    'cognome e nome',
    'display name',
  ],
  language: ['lingua', 'language', 'lang', 'locale'],
};

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

/** Our own export's columns that an import does not take back. */
const ours = new Set(
  ['it', 'en'].flatMap((language) =>
    notTakenBack.map((column) => plain(exportHeaders[language as 'it' | 'en'][column])),
  ),
);
/** The first two of a file of rejected rows. */
const rejectedHeads = ['riga motivo', 'row reason'];

/** Of a list of those who are not to be written to. */
const suppressionHeaders = {
  reason: ['motivo', 'reason', 'causa', 'stato', 'status', 'type', 'tipo', 'bounce type', 'note'],
  since: [
    'data',
    'date',
    'dal',
    'since',
    'unsubscribed at',
    'unsub time',
    'created',
    'created at',
    'timestamp',
    'quando',
  ],
} as const;

export type KnownAttribute = { key: string; label: string };

/**
 * What each column most likely is: by its header's words in Italian or English, by an attribute of that name, else a new attribute,
 * unless it looks sensitive. A column without a name is left out unless it holds the addresses. Exactly one column is the address: the named one, else the one whose cells are addresses.
 */
export function suggestMapping(
  columns: readonly string[],
  header: boolean,
  rows: readonly (readonly string[])[],
  attributes: readonly KnownAttribute[],
  kind: ImportKind = 'contacts',
): ColumnTarget[] {
  const taken = new Set<string>();
  const once = (kind: string) => !taken.has(kind) && taken.add(kind);
  const shares = columns.map((_, index) => shareOfAddresses(rows, index));
  const addressAt = addressColumn(columns, header, shares);
  taken.add('address');
  const rejected = rejectedHeads.includes(columns.slice(0, 2).map(plain).join(' '));
  return columns.map((column, index): ColumnTarget => {
    if (index === addressAt) return { kind: 'address' };
    const name = plain(column);
    if (rejected && index < 2) return { kind: 'ignore' };
    if (kind === 'suppression') {
      for (const target of ['reason', 'since'] as const) {
        if (header && suppressionHeaders[target].some((word) => word === name) && once(target)) return { kind: target };
      }
      return { kind: 'ignore' };
    }
    if (!header || name === '' || ours.has(name)) return { kind: 'ignore' };
    for (const [simple, names] of Object.entries(headers)) {
      if (names.includes(name) && once(simple)) return { kind: simple as Simple };
    }
    const known = attributes.find((attribute) => plain(attribute.key) === name || plain(attribute.label) === name);
    if (known && once(`attribute ${known.key}`)) return { kind: 'attribute', key: known.key };
    const cells = rows.map((row) => row[index] ?? '');
    if (sensitiveColumn(column, cells) || !once(`new ${name}`)) return { kind: 'ignore' };
    return { kind: 'new-attribute', label: column.trim().slice(0, 60) };
  });
}

function shareOfAddresses(rows: readonly (readonly string[])[], column: number): number {
  const filled = rows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '');
  return filled.length === 0 ? 0 : filled.filter((cell) => addressIn(cell).valid).length / filled.length;
}

/** -1 where no column is named so and none holds addresses. */
function addressColumn(columns: readonly string[], header: boolean, shares: readonly number[]): number {
  const best = shares.indexOf(Math.max(0, ...shares));
  if (!header) return (shares[best] ?? 0) > 0 ? best : -1;
  const named = columns.flatMap((column, index) => (headers.address.includes(plain(column)) ? [index] : []));
  // `Indirizzo` may be a street: among the named the one with the most addresses, in the order of the words.
  const rank = (index: number) => headers.address.indexOf(plain(columns[index] ?? ''));
  const chosen = named.sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || rank(a) - rank(b))[0];
  if (chosen !== undefined && ((shares[chosen] ?? 0) > 0 || (shares[best] ?? 0) === 0)) return chosen;
  return (shares[best] ?? 0) > 0 ? best : (chosen ?? -1);
}
