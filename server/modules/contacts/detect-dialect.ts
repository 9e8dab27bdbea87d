import { addressIn } from './address-cell.ts';
import { readSample } from './csv-file.ts';
import { type CsvDialect, delimiters } from './schemas.ts';

/**
 * The character set of a file: by its byte order mark, by where UTF-16 has its zeros, UTF-8 where every byte fits it,
 * else Windows-1252, in which every byte is something.
 */
export function detectCharset(sample: Buffer, utf8: boolean): CsvDialect['charset'] {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const head = sample.subarray(0, 4096 & ~1);
  let even = 0;
  let odd = 0;
  for (let index = 0; index + 1 < head.length; index += 2) {
    if (head[index] === 0) even++;
    if (head[index + 1] === 0) odd++;
  }
  const pairs = head.length / 2;
  if (pairs >= 4 && odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (pairs >= 4 && even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return utf8 ? 'utf-8' : 'windows-1252';
}

const LINES = 50;

/** The first lines as they stand, blank ones left out. */
function firstLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.slice(0, 262_144).split(/\r\n|\n|\r/)) {
    if (line.trim() !== '') lines.push(line);
    if (lines.length > LINES) break;
  }
  return lines;
}

type Marks = Pick<CsvDialect, 'quote' | 'escape'>;

/**
 * What stands around cells. Double quotation marks, unless no cell begins with one: then apostrophes where they enclose cells, and
 * nothing where marks stand in the middle of cells, as in `Anna "Nina" Rossi`.
 */
function detectQuote(text: string, delimiter: string): Marks {
  let double = 0;
  let single = 0;
  let loose = 0;
  for (const line of firstLines(text)) {
    for (const cell of line.split(delimiter)) {
      const bare = cell.trim();
      if (bare.startsWith('"')) double++;
      else if (bare.includes('"')) loose++;
      if (bare.length > 1 && bare.startsWith("'") && bare.endsWith("'")) single++;
    }
  }
  if (double > 0) return { quote: '"', escape: 'double' };
  // An export of ours puts an apostrophe before what a spreadsheet would compute: only pairs count.
  if (single > 1) return { quote: "'", escape: 'double' };
  return { quote: loose > 0 ? '' : '"', escape: 'double' };
}

/** How well rows agree on a delimiter: the share as wide as the first, then whether a column holds addresses, then how many there are. */
function scoreOf(rows: readonly string[][]): number {
  const width = rows[0]?.length ?? 0;
  if (width < 2) return 0;
  const agree = rows.filter((row) => row.length === width).length / rows.length;
  const share = Math.max(
    ...Array.from({ length: Math.min(width, 100) }, (_, column) => {
      const cells = rows.slice(1).map((row) => row[column] ?? '');
      const all = cells.length > 0 ? cells : [rows[0]?.[column] ?? ''];
      return all.filter((cell) => addressIn(cell).valid).length / all.length;
    }),
  );
  return agree * 100 + share * 60 + Math.min(width, 50) / 10;
}

/** Delimiter and quotation marks that the first lines agree on; commas where there is nothing to tell by. */
export function detectDialect(text: string, whole: boolean): Pick<CsvDialect, 'delimiter' | 'quote' | 'escape'> {
  const candidates = delimiters.map((delimiter) => {
    const marks = detectQuote(text, delimiter);
    const doubled: CsvDialect = { charset: 'utf-8', header: false, delimiter, ...marks };
    const read = readSample(text, doubled, LINES, whole);
    if (!read.problem || !text.includes(`\\${marks.quote}`)) return { delimiter, ...marks, score: scoreOf(read.rows) };
    const escaped = readSample(text, { ...doubled, escape: 'backslash' }, LINES, whole);
    if (escaped.problem) return { delimiter, ...marks, score: scoreOf(read.rows) };
    return { delimiter, quote: marks.quote, escape: 'backslash' as const, score: scoreOf(escaped.rows) };
  });
  const best = candidates.reduce((one, other) => (other.score > one.score ? other : one));
  const { score: _, ...dialect } = best;
  return dialect;
}

/** Whether the first row names the columns: it does unless it holds an address itself. */
export function detectHeader(first: readonly string[]): boolean {
  return !first.some((cell) => addressIn(cell).valid);
}
