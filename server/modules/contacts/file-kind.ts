import { zipEntries } from '#server/lib/xlsx-reader.ts';
import { refuseFile } from './csv-file.ts';
import type { CsvDialect } from './schemas.ts';

/** Whether a file that begins so is a zip archive, as workbooks are. */
export const isZip = (sample: Buffer) => sample.subarray(0, 4).toString('latin1') === 'PK\x03\x04';

/** The parts of a zip archive that is an Excel workbook; throws InvalidInput, saying what else it is. */
export function workbookParts(file: Buffer): ReturnType<typeof zipEntries> {
  const parts = zipEntries(file);
  if (parts.has('xl/workbook.xml')) return parts;
  const names = [...parts.keys()];
  if (names.some((name) => name.startsWith('xl/'))) throw refuseFile('spreadsheet-file');
  if (parts.has('content.xml') && parts.has('mimetype')) throw refuseFile('opendocument-file');
  if (names.some((name) => name.endsWith('.iwa'))) throw refuseFile('numbers-file');
  throw refuseFile('zip-file');
}

/** Refuses what is no text: older and locked spreadsheets, documents, pictures, archives. */
export function refuseBinary(sample: Buffer, charset: CsvDialect['charset']): void {
  const magic = sample.subarray(0, 4).toString('latin1');
  // Compound files: workbooks before 2007, and later ones that ask for a password.
  if (magic === '\xd0\xcf\x11\xe0') throw refuseFile('spreadsheet-file');
  if (magic === '%PDF') throw refuseFile('pdf-file');
  if (magic.startsWith('\x1f\x8b') || magic === 'Rar!' || magic === '7z\xbc\xaf') throw refuseFile('zip-file');
  if (magic === '\x89PNG' || magic.startsWith('\xff\xd8\xff')) throw refuseFile('not-text');
  if (charset !== 'utf-8' && charset !== 'windows-1252') return;
  const head = sample.subarray(0, 8192);
  let controls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  if (controls > 16 && controls > head.length * 0.05) throw refuseFile('not-text');
}
