/** What a spreadsheet reads as the start of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** One cell of a CSV file: quoted where it must be, and never a formula (OWASP: CSV injection; a leading apostrophe). */
export function csvCell(value: string | number | boolean | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",;\n\r]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Takes away the apostrophe that `csvCell` put before a formula's sign, so that an export comes back as it was. */
export function unescapeCell(cell: string): string {
  return cell.length > 1 && cell.charCodeAt(0) === 39 && FORMULA.test(cell.slice(1, 2)) ? cell.slice(1) : cell;
}
