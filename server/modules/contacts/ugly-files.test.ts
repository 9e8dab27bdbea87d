import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { zipOf } from '#tests/zip-file.ts';
import type { AttributeShape } from './attribute-values.ts';
import { asUtf8, isBlank, recordBatches } from './csv-file.ts';
import { detectCharset } from './detect-dialect.ts';
import { refuseBinary, workbookParts } from './file-kind.ts';
import { rowChecker } from './import-rows.ts';
import { suggestPlan } from './receive-import.ts';
import { type CsvDialect, charsets, delimiters, importPlan, quoteEscapes, quotes } from './schemas.ts';

const utf8 = (file: Buffer) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file);
    return true;
  } catch {
    return false;
  }
};

/** A file as an import reads it with the plan that it suggests: each row as `address name|surname values`, or why it is refused. */
async function readFile(contents: string | Buffer): Promise<{ columns: string[]; rows: string[] }> {
  const file = Buffer.from(contents);
  const charset = detectCharset(file, utf8(file));
  refuseBinary(file, charset);
  const plan = suggestPlan({ sample: file, whole: true, charset, attributes: [], kind: 'contacts' });
  const shapes = new Map<string, AttributeShape>();
  const mapping = plan.mapping.map((target) => {
    if (target.kind !== 'new-attribute') return target;
    shapes.set(target.label, { key: target.label, label: target.label, type: 'text', choices: [] });
    return { kind: 'attribute' as const, key: target.label };
  });
  const check = rowChecker(mapping, shapes);
  const rows: string[] = [];
  let head = plan.header;
  for await (const { records, lineOf } of recordBatches(asUtf8(Readable.from([file]), plan.charset), plan)) {
    for (const [index, cells] of records.entries()) {
      if (isBlank(cells)) continue;
      if (!head) {
        const checked = check(cells);
        const { row } = 'row' in checked ? checked : { row: undefined };
        const values = row && Object.values(row.attributes).map((value) => ` ${value}`);
        rows.push(
          row
            ? `${row.address} ${row.firstName}|${row.lastName}${values?.join('')}`
            : `${lineOf(index)} ${'reason' in checked && checked.reason}`,
        );
      }
      head = false;
    }
  }
  return { columns: plan.columns, rows };
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const anna = ['anna@x.it Anna|Rossi', 'bruno@x.it Niccolò|Neri'];
const table = 'email,nome,cognome\nanna@x.it,Anna,Rossi\nbruno@x.it,Niccolò,Neri\n';

describe('an ugly file', () => {
  it.each<[string, string | Buffer, string[]]>([
    ['UTF-8', table, anna],
    ['UTF-8 with a byte order mark', `\ufeff${table}`, anna],
    ['Windows-1252', iconv.encode(table, 'win1252'), anna],
    ['UTF-16 LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(table)]), anna],
    ['UTF-16 LE without one', utf16(table), anna],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(table).swap16()]), anna],
    ['UTF-16 BE without one', utf16(table).swap16(), anna],
    ['line ends of Windows', table.replaceAll('\n', '\r\n'), anna],
    ['line ends of an old Macintosh', table.replaceAll('\n', '\r'), anna],
    ['tabs', table.replaceAll(',', '\t'), anna],
    ['bars', table.replaceAll(',', '|'), anna],
    ['blank lines before the header', `\n\n${table}`, anna],
    ['a quoted line end', 'email,nome,cognome\nanna@x.it,"Anna\nMaria",Rossi\n', ['anna@x.it Anna Maria|Rossi']],
    ['semicolons and decimal commas', 'email;quota\na@x.it;1,5\nb@x.it;2,5\n', ['a@x.it | 1,5', 'b@x.it | 2,5']],
    ['the same without a header', 'a@x.it;1,5\nb@x.it;2,5\n', ['a@x.it |', 'b@x.it |']],
    [
      'commas in a title',
      'email;nome\na@x.it;Rossi, Anna\nb@x.it;Neri, Bruno\n',
      ['a@x.it Rossi, Anna|', 'b@x.it Neri, Bruno|'],
    ],
    [
      'apostrophes around cells',
      "'email','nome'\n'a@x.it','Anna, detta Nina'\n'b@x.it','D''Angelo'\n",
      ['a@x.it Anna, detta Nina|', "b@x.it D'Angelo|"],
    ],
    [
      'quotation marks after backslashes',
      'email,nome\na@x.it,"Anna \\"Nina\\" R."\nb@x.it,""\n',
      ['a@x.it Anna "Nina" R.|', 'b@x.it |'],
    ],
    ['quotation marks that enclose nothing', 'email\tnome\na@x.it\tAnna "Nina" R.\n', ['a@x.it Anna "Nina" R.|']],
    [
      'a nickname with an apostrophe',
      "email,nome\na@x.it,D'Angelo\nb@x.it,'Ndrea\n",
      ["a@x.it D'Angelo|", "b@x.it 'Ndrea|"],
    ],
    [
      'ragged rows',
      'email,nome\na@x.it,A\nb@x.it\nc@x.it,C,D\n',
      ['a@x.it A|', '3 wrong-column-count', '4 wrong-column-count'],
    ],
    ['a NUL', 'email,nome\na@x.it,A\0\nb@x.it,B\n', ['2 nul-byte', 'b@x.it B|']],
    ['a NUL in the header', 'email,no\0me\na@x.it,A\n', ['a@x.it | A']],
    [
      'a cell of a megabyte',
      `email,nome\na@x.it,${'x'.repeat(1_000_000)}\nb@x.it,B\n`,
      ['2 cell-too-long', 'b@x.it B|'],
    ],
    ['line numbers behind a quoted line end', 'email,nome\na@x.it,"A\n\n"\nrotto,x\n', ['a@x.it A|', '5 missing-at']],
    ['headers given twice', 'email,nome,nome,città,città\na@x.it,A,B,Roma,Bari\n', ['a@x.it A| B Roma']],
    ['a header cell without a name', 'email,,nome\na@x.it,7,A\n', ['a@x.it A|']],
    [
      'addresses with names',
      'email\nAnna Rossi <anna@x.it>\n"""Neri, B."" <b@x.it>"\n',
      ['anna@x.it Anna|Rossi', 'b@x.it Neri,|B.'],
    ],
    ['names beside addresses with names', 'email,nome\nAnna <a@x.it>,Annarita\n', ['a@x.it Annarita|']],
    [
      'links, blanks and invisible letters',
      'email\nmailto:a@x.it?subject=x\n\u00a0b@x.it \u200b\n',
      ['a@x.it |', 'b@x.it |'],
    ],
    [
      'international and certified addresses',
      'email\nanna@città.it\nsoci@pec.x.it\n',
      ['anna@città.it |', 'soci@pec.x.it |'],
    ],
  ])('gives the right rows: %s', async (_, contents, rows) => {
    expect((await readFile(contents)).rows).toEqual(rows);
  });

  it.each<[string, string | Buffer, string]>([
    ['blank lines alone', '\n \n', 'empty-file'],
    ['501 columns', `${Array.from({ length: 501 }, (_, at) => `c${at}`).join(',')}\n`, 'too-many-columns'],
    ['a document', '%PDF-1.7\n', 'pdf-file'],
    ['a workbook of before 2007', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'spreadsheet-file'],
    ['a compressed file', Buffer.from('1f8b0800', 'hex'), 'zip-file'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'not-text'],
    ['machine code', Buffer.from(Array.from({ length: 900 }, (_, at) => at % 16)), 'not-text'],
  ])('is refused in words: %s', async (_, contents, reason) => {
    await expect(readFile(contents)).rejects.toMatchObject({ data: { reason } });
  });

  it.each([
    [
      'LibreOffice',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' },
      'opendocument-file',
    ],
    ['Numbers', { 'Index/Document.iwa': 'x' }, 'numbers-file'],
    ['binary Excel', { 'xl/workbook.bin': 'x' }, 'spreadsheet-file'],
    ['any archive', { 'contatti.csv': table }, 'zip-file'],
  ])('is told from a workbook: %s', (_, parts, reason) => {
    expect(() => workbookParts(zipOf(parts))).toThrow(expect.objectContaining({ data: { field: 'file', reason } }));
  });

  it('takes 500 columns', async () => {
    const names = Array.from({ length: 499 }, (_, at) => `c${at}`);
    const { columns, rows } = await readFile(`email,${names.join(',')}\na@x.it,${names.join(',')}\n`);
    expect(columns).toHaveLength(500);
    expect(rows[0]?.startsWith('a@x.it | c0 c1')).toBe(true);
  });
});

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 8;
  }
}

it('reads back what any dialect wrote, whatever stands in the cells', async () => {
  const random = numbers(20_261_122);
  const pieces = ['a', 'è', '€', ',', ';', '\t', '|', '"', "'", '\\', '\n', '\r\n', ' ', '=', '1,5', '«', ''];
  const next = (below: number) => random.next().value % below;
  for (const charset of charsets) {
    for (const delimiter of delimiters) {
      for (const quote of quotes) {
        for (const escaping of quoteEscapes) {
          const dialect: CsvDialect = { charset, delimiter, quote, escape: escaping, header: true };
          // What nothing encloses can hold neither delimiters nor line ends; a backslash at a cell's end would enclose the next one.
          const allowed = pieces.filter(
            (piece) => (quote !== '' || !/[,;\t|\r\n]/.test(piece)) && (escaping === 'double' || piece !== '\\'),
          );
          const cell = () => Array.from({ length: next(5) }, () => allowed[next(allowed.length)] ?? '').join('');
          const rows = Array.from({ length: 12 }, () => [`x${next(1000)}`, cell(), cell()]);
          const text = stringify(rows, {
            delimiter,
            quote: quote === '' ? false : quote,
            ...(quote === '' ? {} : { quoted_match: /[\r\n]/ }),
            escape: escaping === 'backslash' ? '\\' : quote || '"',
            record_delimiter: next(2) ? '\n' : '\r\n',
          });
          const bytes = iconv.encode(text, charset);
          const pieceSize = 1 + next(60);
          const chunks = Array.from({ length: Math.ceil(bytes.length / pieceSize) }, (_, at) =>
            bytes.subarray(at * pieceSize, (at + 1) * pieceSize),
          );
          const read: string[][] = [];
          for await (const { records } of recordBatches(asUtf8(Readable.from(chunks), charset), dialect))
            read.push(...records);
          expect(read, JSON.stringify({ ...dialect, text })).toEqual(rows);
        }
      }
    }
  }
});

it('reads a plan kept before there were quotation marks to choose', () => {
  const plan = importPlan.parse({ charset: 'utf-8', delimiter: ',', header: true, columns: [], mapping: [] });
  expect(plan).toMatchObject({ quote: '"', escape: 'double', conflict: 'overwrite', sheet: null });
});
