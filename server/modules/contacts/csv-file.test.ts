import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { recordBatches } from './csv-file.ts';
import type { CsvDialect } from './schemas.ts';

const dialect: CsvDialect = { charset: 'utf-8', delimiter: ';', quote: '"', escape: 'double', header: true };

async function read(text: string, bytesAtOnce: number): Promise<string[][]> {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / bytesAtOnce) }, (_, index) =>
    bytes.subarray(index * bytesAtOnce, (index + 1) * bytesAtOnce),
  );
  const records: string[][] = [];
  for await (const batch of recordBatches(Readable.from(chunks), dialect)) records.push(...batch.records);
  return records;
}

const files: Record<string, string> = {
  'lines alone': 'a;b\nc;d\n',
  'no line end at the end': 'a;b\nc;d',
  'Windows line ends': 'a;b\r\nc;d\r\n',
  'Macintosh line ends': 'a;b\rc;d\r',
  'mixed line ends': 'a\r\n\nb\r\rc\n\r\nd',
  'blank lines': '\n\na;b\n\n\n',
  'one line end': '\r\n',
  'a byte order mark': '\ufeffa;b\r\nc;d',
  'a byte order mark before a quote': '\ufeff"a";b\r\nc;d',
  'letters of several bytes': 'à;€\r\n😀;ß\n',
  'a quote at once': '"a;\r\nb";c\nd;e',
  'a quote further down': 'a;b\r\nc;"d ""e""\r\nf"\r\ng;h\r\n',
  'a quote after a carriage return': 'a\r"b"\rc',
  'nothing but empty cells': ';;\n;\n',
};

describe('the records of a file', () => {
  for (const [name, text] of Object.entries(files)) {
    it(`are what csv-parse reads, however the file comes in pieces: ${name}`, async () => {
      const expected = parse(text, {
        delimiter: ';',
        bom: true,
        relax_column_count: true,
        record_delimiter: ['\r\n', '\n', '\r'],
      });
      for (const size of [1, 2, 3, 5, 1024]) expect(await read(text, size), `${size} bytes at once`).toEqual(expected);
    });
  }

  it.each([
    ['an unclosed quote', 'a;b\nc;d\n"e;f\n', 'unclosed-quote'],
    ['a quote inside a bare cell', 'a;b\nc;d\ne;f"g\n', 'bad-quote'],
    ['text after a closing quote', 'a;b\nc;d\n"e"f;g\n', 'bad-quote'],
  ])('are refused with the line of the trouble: %s', async (_, text, reason) => {
    await expect(read(text, 4)).rejects.toMatchObject({ data: { reason, line: 3 } });
  });

  it('are refused when one is endless', async () => {
    await expect(read('x'.repeat(5_000_000), 65_536)).rejects.toMatchObject({ data: { reason: 'record-too-long' } });
  });
});
