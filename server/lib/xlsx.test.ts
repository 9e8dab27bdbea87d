import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { xlsxOf } from './xlsx.ts';

async function read(rows: (string | number | null)[][], name = 'Visite') {
  const stream = xlsxOf(
    name,
    (async function* () {
      yield* rows;
    })(),
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await buffer(stream)) as never);
  return book;
}

it('keeps what looks like a formula as the text that it is', async () => {
  const book = await read([
    ['indirizzo', 'clic'],
    ['=HYPERLINK("http://x")', 3],
    ['+39 06', null],
  ]);
  const sheet = book.worksheets[0];
  expect(sheet?.getCell('A2').type).toBe(ExcelJS.ValueType.String);
  expect(sheet?.getCell('A2').value).toBe('=HYPERLINK("http://x")');
  expect(sheet?.getCell('B2').value).toBe(3);
  expect(sheet?.rowCount).toBe(3);
});

it('takes a name that Excel refuses', async () => {
  const book = await read([['a']], "'Visite: [guidate] / novembre? 2026 e dintorni'");
  expect(book.worksheets[0]?.name.length).toBeLessThanOrEqual(31);
});

it('ends with what broke the rows', async () => {
  const stream = xlsxOf(
    'x',
    (async function* () {
      yield ['a'];
      throw new Error('database away');
    })(),
  );
  await expect(buffer(stream)).rejects.toThrow('database away');
});
