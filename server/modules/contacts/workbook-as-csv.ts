import { Readable } from 'node:stream';
import { blobs } from '#server/lib/blobs.ts';
import { readXlsx, XlsxRefused } from '#server/lib/xlsx-reader.ts';
import { refuseFile, SAMPLE_BYTES } from './csv-file.ts';
import { workbookParts } from './file-kind.ts';
import type { CsvDialect } from './schemas.ts';

/** A workbook is unpacked from memory: beyond this it is to be saved as CSV. */
const MAX_BYTES = 64 * 1024 * 1024;
const dialect = { charset: 'utf-8', delimiter: ',', quote: '"', escape: 'double' } as const satisfies Omit<
  CsvDialect,
  'header'
>;

const cellOf = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Writes the first visible sheet of the workbook that is stored under the key as CSV in its place, so that everything further on reads one
 * kind of file. Rows are made as wide as the first: a sheet does not tell empty cells at the end. A blank row stays a blank line, so that
 * lines have the sheet's numbers. Throws InvalidInput with one of `fileReasons`.
 */
export async function workbookAsCsv(blobKey: string, size: number) {
  if (size > MAX_BYTES) throw refuseFile('spreadsheet-too-large');
  const kept: Buffer[] = [];
  let bytes = 0;
  try {
    const book = await readXlsx(workbookParts(Buffer.from(await blobs().bytes(blobKey))));
    let width = 0;
    const lines = async function* () {
      for await (const rows of book.rows) {
        let text = '';
        for (const row of rows) {
          width ||= row.length;
          if (row.length > 0) text += row.map(cellOf).join(',') + ','.repeat(Math.max(0, width - row.length));
          text += '\n';
        }
        const piece = Buffer.from(text);
        if (bytes < SAMPLE_BYTES) kept.push(piece.subarray(0, SAMPLE_BYTES - bytes));
        bytes += piece.length;
        yield piece;
      }
    };
    await blobs().put(blobKey, Readable.from(lines()));
    if (width === 0) throw refuseFile('empty-file');
    const sheet = { name: book.sheet.slice(0, 200), others: book.others };
    return { bytes, sample: Buffer.concat(kept), dialect, sheet };
  } catch (error) {
    for (let inner = error; inner instanceof Error; inner = inner.cause) {
      if (inner instanceof XlsxRefused) {
        throw refuseFile(inner.problem === 'too-large' ? 'spreadsheet-too-large' : 'spreadsheet-broken');
      }
    }
    throw error;
  }
}
