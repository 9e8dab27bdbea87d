import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { zipOf } from '#tests/zip-file.ts';
import { xlsxOf } from './xlsx.ts';
import { dayOfSerial, readXlsx, zipEntries } from './xlsx-reader.ts';

async function rowsOf(file: Buffer): Promise<{ sheet: string; others: number; rows: string[][] }> {
  const { sheet, others, rows } = await readXlsx(zipEntries(file));
  const all: string[][] = [];
  for await (const some of rows) all.push(...some);
  return { sheet, others, rows: all };
}

const book = (sheet: string | Buffer, extra: Record<string, string> = {}) => ({
  'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="Soci" r:id="a"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheet,
  ...extra,
});

it('reads texts, numbers, days, formulas, links and gaps as a person sees them', async () => {
  const made = new ExcelJS.Workbook();
  made.addWorksheet('Nascosto', { state: 'hidden' }).addRow(['no']);
  const sheet = made.addWorksheet('Soci');
  sheet.addRow(['email', 'nome', 'nato', 'quota', 'socio', 'somma']);
  sheet.addRow([
    { text: 'anna@x.it', hyperlink: 'mailto:anna@x.it' },
    { richText: [{ text: 'An' }, { text: 'na', font: { bold: true } }] },
    new Date(Date.UTC(1980, 4, 17)),
    0.1 + 0.2,
    true,
    { formula: 'D2*10', result: 3 },
  ]);
  sheet.getCell('A4').value = '=non una formula';
  sheet.getCell('C4').value = '3331234567';
  const read = await rowsOf(Buffer.from(await made.xlsx.writeBuffer()));
  expect(read).toEqual({
    sheet: 'Soci',
    others: 1,
    rows: [
      ['email', 'nome', 'nato', 'quota', 'socio', 'somma'],
      ['anna@x.it', 'Anna', '1980-05-17', '0.3', 'true', '3'],
      [],
      ['=non una formula', '', '3331234567'],
    ],
  });
});

it('reads back what our own exports write', async () => {
  const stream = xlsxOf(
    'Contatti',
    (async function* () {
      yield ['email', 'nome'];
      yield ['a@x.it', '=1+1'];
    })(),
  );
  expect((await rowsOf(await buffer(stream))).rows).toEqual([
    ['email', 'nome'],
    ['a@x.it', '=1+1'],
  ]);
});

it.each([
  [43_831, '2020-01-01'],
  [43_831.75, '2020-01-01 18:00'],
  [0.5, '12:00'],
  [45_351, '2024-02-29'],
])('tells the day of %s', (serial, day) => {
  expect(dayOfSerial(serial)).toBe(day);
});

it.each<[string, Buffer]>([
  ['nothing that is zipped', Buffer.from('PK\x03\x04 and then text')],
  ['a directory that points nowhere', Buffer.concat([zipOf({ a: 'b' }).subarray(40)])],
  ['no workbook in it', zipOf({ 'a.txt': 'b' })],
  ['XML that breaks off', zipOf(book('<worksheet><sheetData><row r="1"><c><v>1</v>'))],
  ['rows that go backwards', zipOf(book('<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>'))],
])('refuses a workbook with %s', async (_, file) => {
  await expect((async () => rowsOf(file))()).rejects.toMatchObject({ problem: 'broken' });
});

it('stops unpacking what swells far beyond a list of contacts, whatever size it claims', async () => {
  const swollen = `<sst>${' '.repeat(4_000_000)}</sst>`;
  const file = zipOf(book('<worksheet/>', { 'xl/sharedStrings.xml': swollen }), 10);
  expect(file.length).toBeLessThan(10_000);
  const limits = { inflated: 3_000_000, texts: 3_000_000, rows: 10, cells: 10 };
  await expect(readXlsx(zipEntries(file), limits)).rejects.toMatchObject({ problem: 'too-large' });
});
