import { plainNumber } from '#server/lib/plain-number.ts';

/** What a spreadsheet reads as the start of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

const quoted = (text: string) => (/[",;\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One cell of a CSV file: quoted where it must be, and never a formula (OWASP: CSV injection; a leading apostrophe). */
export function csvCell(value: string | number | boolean | null | undefined, delimiter: ',' | ';' = ','): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return quoted(numberText(value, delimiter));
  if (typeof value === 'boolean') return String(value);
  return quoted(FORMULA.test(value) ? `'${value}` : value);
}

/** A line of a CSV file; a cell that holds a comma or a semicolon is quoted in either kind. */
export function csvLine(
  cells: readonly (string | number | boolean | null | undefined)[],
  delimiter: ',' | ';' = ',',
): string {
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
}

/** Takes away the apostrophe that `csvCell` put before a formula's sign, so that an export comes back as it was. */
export function unescapeCell(cell: string): string {
  return cell.length > 1 && cell.charCodeAt(0) === 39 && FORMULA.test(cell.slice(1, 2)) ? cell.slice(1) : cell;
}

/** A number as our own import and a spreadsheet of that habit both read it: with a decimal comma where semicolons part the cells. */
const numberText = (value: number, delimiter: ',' | ';') =>
  delimiter === ';' ? plainNumber(value).replace('.', ',') : plainNumber(value);
