import type { AddressReason } from '#shared/address.ts';
import { addressIn } from './address-cell.ts';
import { type AttributeShape, type AttributeValue, parseAttributeValue } from './attribute-values.ts';
import type { ColumnTarget, rowReasons } from './schemas.ts';
import { unescapeCell } from './spreadsheet-cell.ts';

export type RowReason = AddressReason | (typeof rowReasons)[number];
export type ImportedRow = {
  address: string;
  addressKey: string;
  firstName: string;
  lastName: string;
  /** ISO 639-1, or '' where the file says nothing. */
  language: string;
  attributes: Record<string, AttributeValue>;
};
export type CheckedRow = { row: ImportedRow } | { reason: RowReason };

const NAME_LENGTH = 200;
const REASON_LENGTH = 300;
/** More than any field of ours holds; a longer cell is a mistake of the file, often a quote. */
const CELL_LENGTH = 20_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNTIDY = /[\u0000-\u001f\u007f\s]+/g;
const LANGUAGES: Record<string, string> = {
  ita: 'it',
  italiano: 'it',
  italian: 'it',
  eng: 'en',
  inglese: 'en',
  english: 'en',
};

/** ISO 639-1 from a tag (`it`, `it-IT`, `en_GB`) or the language's name; undefined for anything else. */
function parseLanguage(cell: string): string | undefined {
  const text = cell.trim().toLowerCase();
  return LANGUAGES[text] ?? /^([a-z]{2})(?:[-_][a-z0-9]+)?$/.exec(text)?.[1];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; a single space between words is tidy already
const ANY_UNTIDY = /[\u0000-\u001f\u007f]|[^\S ]|\s\s/;
const tidy = (cell: string) => (ANY_UNTIDY.test(cell) ? cell.replaceAll(UNTIDY, ' ') : cell).trim();

/** The first word is the name, the rest the surname. */
function splitName(row: ImportedRow, name: string): void {
  const [first = '', ...rest] = tidy(name).split(' ');
  row.firstName = first;
  row.lastName = rest.join(' ');
}

type Reader = (row: ImportedRow, cell: string) => RowReason | undefined;

function readerOf(target: ColumnTarget, attributes: ReadonlyMap<string, AttributeShape>): Reader | undefined {
  switch (target.kind) {
    case 'ignore':
    case 'address':
      return undefined;
    case 'reason':
      return (row, cell) => {
        row.attributes.reason = tidy(cell).slice(0, REASON_LENGTH);
        return undefined;
      };
    case 'since':
      // A day that is none keeps nobody off the list.
      return (row, cell) => {
        row.attributes.since = parseAttributeValue({ type: 'date', choices: [] }, cell) ?? '';
        return undefined;
      };
    case 'first-name':
      return (row, cell) => {
        row.firstName = tidy(cell);
        return undefined;
      };
    case 'last-name':
      return (row, cell) => {
        row.lastName = tidy(cell);
        return undefined;
      };
    case 'full-name':
      return (row, cell) => {
        splitName(row, cell);
        return undefined;
      };
    case 'language':
      return (row, cell) => {
        const language = parseLanguage(cell);
        if (!language) return 'language-unknown';
        row.language = language;
        return undefined;
      };
    case 'attribute':
    case 'new-attribute': {
      const attribute = target.kind === 'attribute' ? attributes.get(target.key) : undefined;
      if (!attribute) return undefined;
      return (row, cell) => {
        const value = parseAttributeValue(attribute, cell);
        if (value === undefined) return 'attribute-value';
        row.attributes[attribute.key] = value;
        return undefined;
      };
    }
  }
}

/**
 * Makes the function that checks one record of the file against the mapping. Empty cells say nothing: they overwrite nothing.
 * A record is taken whole or refused with the first reason; it never loses a cell silently.
 */
export function rowChecker(
  mapping: readonly ColumnTarget[],
  attributes: ReadonlyMap<string, AttributeShape>,
): (cells: readonly string[]) => CheckedRow {
  const addressAt = mapping.findIndex((target) => target.kind === 'address');
  const readers = mapping.map((target) => readerOf(target, attributes));
  return (cells) => {
    if (cells.length !== mapping.length) return { reason: 'wrong-column-count' };
    for (const cell of cells) {
      if (cell.length > CELL_LENGTH) return { reason: 'cell-too-long' };
      if (cell.includes('\0')) return { reason: 'nul-byte' };
    }
    const checked = addressIn(unescapeCell(cells[addressAt] ?? ''));
    if (!checked.valid) return { reason: checked.reason };
    const row: ImportedRow = {
      address: checked.address,
      addressKey: checked.normalised,
      firstName: '',
      lastName: '',
      language: '',
      attributes: {},
    };
    for (let column = 0; column < readers.length; column++) {
      const read = readers[column];
      const cell = cells[column] ?? '';
      if (!read || cell.trim() === '') continue;
      if (cell.includes('\ufffd') || !cell.isWellFormed()) return { reason: 'broken-character' };
      const reason = read(row, unescapeCell(cell));
      if (reason) return { reason };
    }
    if (checked.name && row.firstName === '' && row.lastName === '') splitName(row, checked.name);
    if (row.firstName.length > NAME_LENGTH || row.lastName.length > NAME_LENGTH) return { reason: 'cell-too-long' };
    return { row };
  };
}
