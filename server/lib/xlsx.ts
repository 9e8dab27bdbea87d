import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';

/** What a sheet of Excel holds. */
const MOST_ROWS = 1_048_576;
/** What Excel takes in a cell, and in a sheet's name. */
const LONGEST_CELL = 32_767;
const LONGEST_NAME = 31;

/**
 * A workbook as a stream, written while rows come in: constant memory. Texts are kept as texts, so that none is read as a formula. The first
 * row is repeated on each further sheet that more than a million rows take.
 */
export function xlsxOf(name: string, rows: AsyncIterable<readonly (string | number | null)[]>): Readable {
  const stream = new PassThrough();
  write(name, rows, stream).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return stream;
}

async function write(
  name: string,
  rows: AsyncIterable<readonly (string | number | null)[]>,
  stream: PassThrough,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const title =
    name
      .replaceAll(/[*?:\\/[\]]/g, ' ')
      .trim()
      .replaceAll(/^'|'$/g, '') || 'Postino';
  let number = 0;
  const nextSheet = () => {
    number += 1;
    const suffix = number > 1 ? ` ${number}` : '';
    const sheet = book.addWorksheet(title.slice(0, LONGEST_NAME - suffix.length) + suffix, {
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    return { sheet, rows: 0 };
  };
  let open = nextSheet();
  let head: readonly (string | number | null)[] | undefined;
  const add = (row: readonly (string | number | null)[]) => {
    open.sheet.addRow(row.map((cell) => (typeof cell === 'string' ? cell.slice(0, LONGEST_CELL) : cell))).commit();
    open.rows += 1;
  };
  for await (const row of rows) {
    if (stream.destroyed) return;
    if (open.rows === MOST_ROWS) {
      await open.sheet.commit();
      open = nextSheet();
      if (head) add(head);
    }
    head ??= row;
    add(row);
    if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
  }
  await open.sheet.commit();
  await book.commit();
}
