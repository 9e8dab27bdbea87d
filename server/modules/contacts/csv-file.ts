import { type Readable, Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { CsvError, type Parser, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { InvalidInput } from '#server/lib/errors.ts';
import { checkAddress } from '#shared/address.ts';
import type { CsvDialect, FileReason } from './schemas.ts';
import { delimiters } from './schemas.ts';

/** The largest file that is taken, in bytes. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024;
/** A record longer than this is nearly always a quote that nobody closed. */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;
export const MAX_COLUMNS = 500;
/** How much of a file is looked at to guess its dialect. */
export const SAMPLE_BYTES = 256 * 1024;

export function refuseFile(reason: FileReason, line?: number): InvalidInput {
  return new InvalidInput({ field: 'file', reason, ...(line === undefined ? {} : { line }) });
}

/** Reads all bytes that pass once, and knows at the end whether they were UTF-8 and whether any was NUL. */
export function byteWitness() {
  let utf8 = true;
  let nul = false;
  let bytes = 0;
  const kept: Buffer[] = [];
  let keptBytes = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const look = (chunk: Buffer | undefined) => {
    try {
      if (utf8) decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      utf8 = false;
    }
  };
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > MAX_FILE_BYTES) return done(refuseFile('too-large'));
      look(chunk);
      nul ||= chunk.includes(0);
      if (keptBytes < SAMPLE_BYTES) {
        kept.push(chunk.subarray(0, SAMPLE_BYTES - keptBytes));
        keptBytes += chunk.length;
      }
      done(null, chunk);
    },
    flush(done) {
      look(undefined);
      done();
    },
  });
  return { stream, facts: () => ({ bytes, utf8, nul, sample: Buffer.concat(kept) }) };
}

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

/** Refuses what is no text: spreadsheets and other archives, pictures, documents. */
export function refuseBinary(sample: Buffer, charset: CsvDialect['charset']): void {
  const magic = sample.subarray(0, 4).toString('latin1');
  if (magic === 'PK\x03\x04' || magic === '\xd0\xcf\x11\xe0') throw refuseFile('spreadsheet-file');
  if (
    magic.startsWith('%PDF') ||
    magic === '\x89PNG' ||
    magic.startsWith('\xff\xd8\xff') ||
    magic.startsWith('\x1f\x8b')
  ) {
    throw refuseFile('not-text');
  }
  if (charset === 'utf-8' || charset === 'windows-1252') {
    const head = sample.subarray(0, 8192);
    let controls = 0;
    for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) controls++;
    if (controls > 16 && controls > head.length * 0.05) throw refuseFile('not-text');
  }
}

export function decodeSample(sample: Buffer, charset: CsvDialect['charset']): string {
  return iconv.decode(sample, charset);
}

/** How often each delimiter stands outside quotes in each of the first lines. */
function countDelimiters(text: string): Map<string, number[]> {
  const counts = new Map<string, number[]>(delimiters.map((delimiter) => [delimiter, []]));
  let quoted = false;
  let line: Record<string, number> = {};
  let lines = 0;
  let empty = true;
  const endLine = () => {
    if (!empty) {
      for (const delimiter of delimiters) counts.get(delimiter)?.push(line[delimiter] ?? 0);
      lines++;
    }
    line = {};
    empty = true;
  };
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '\n' || letter === '\r')) endLine();
    else if (!quoted) line[letter] = (line[letter] ?? 0) + 1;
    if (letter !== '\n' && letter !== '\r') empty = false;
    if (lines >= 50) return counts;
  }
  endLine();
  return counts;
}

/** The delimiter that the first lines agree on; a comma where none does. */
export function detectDelimiter(text: string): CsvDialect['delimiter'] {
  let best: { delimiter: CsvDialect['delimiter']; score: number } = { delimiter: ',', score: 0 };
  for (const [delimiter, perLine] of countDelimiters(text)) {
    const first = perLine[0] ?? 0;
    if (first === 0) continue;
    const agree = perLine.filter((count) => count === first).length / perLine.length;
    const score = agree * 100 + Math.min(first, 50) / 10;
    if (score > best.score) best = { delimiter: delimiter as CsvDialect['delimiter'], score };
  }
  return best.delimiter;
}

/** Whether the first row names the columns: it does unless it holds an address itself. */
export function detectHeader(first: readonly string[]): boolean {
  return !first.some((cell) => checkAddress(cell).valid);
}

const parserOptions = (dialect: CsvDialect) => ({
  delimiter: dialect.delimiter,
  bom: true,
  relax_column_count: true,
  skip_empty_lines: false,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: MAX_RECORD_BYTES,
});

/** csv-parse's errors as reasons with the line where the trouble is. */
function csvFailure(error: unknown, linesBefore: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error.lines === 'number' ? linesBefore + error.lines : undefined;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return refuseFile('unclosed-quote', line);
    case 'CSV_MAX_RECORD_SIZE':
      return refuseFile('record-too-long', line);
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return refuseFile('bad-quote', line);
    default:
      return refuseFile('not-text', line);
  }
}

/** The first rows of a sample that may end in the middle of one. */
export function sampleRows(text: string, dialect: CsvDialect, limit: number): string[][] {
  const rows: string[][] = [];
  const keep = (row: string[]) => {
    if (!isBlank(row) && rows.length < limit) rows.push(row);
    return null;
  };
  try {
    parseSync(text, { ...parserOptions(dialect), to: limit + 20, on_record: keep });
  } catch {
    // The sample was cut inside a record, or the file is broken further down: what was read stands.
  }
  return rows;
}

/** A line with nothing on it; it is no row. */
export const isBlank = (row: readonly string[]) => row.length === 1 && row[0] === '';

/** The bytes of a file as UTF-8, whatever they were. */
export function asUtf8(source: Readable, charset: CsvDialect['charset']): Readable {
  if (charset === 'utf-8') return source;
  const decoded = source.pipe(iconv.decodeStream(charset));
  source.on('error', (error) => decoded.emit('error', error));
  return decoded as unknown as Readable;
}

const NEWLINE = /\r\n|\n|\r/;

/** Where the last line that surely ended before `end` stops; a carriage return at the very end may be half of a pair. */
function lastLineEnd(text: string, end: number): number {
  const sure = text.slice(0, end === text.length && text.endsWith('\r') ? end - 1 : end);
  return Math.max(sure.lastIndexOf('\n'), sure.lastIndexOf('\r')) + 1;
}

/**
 * The records of a file in UTF-8, as many at once as a piece of it holds. Until the first quotation mark a line is a record, and
 * splitting is five times as fast as parsing; from the line that has one, csv-parse reads the rest.
 * Throws InvalidInput (`fileReasons`, with the line) where the file is broken.
 */
export async function* recordBatches(source: Readable, dialect: CsvDialect): AsyncGenerator<string[][]> {
  const { delimiter } = dialect;
  const decoder = new StringDecoder('utf8');
  let rest: string | undefined;
  let lines = 0;
  let quoted: QuotedRecords | undefined;
  for await (const chunk of source as AsyncIterable<Buffer | string>) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    if (quoted) {
      yield await quoted.read(text);
      continue;
    }
    if (rest === undefined) {
      if (text === '') continue;
      if (text.startsWith('\ufeff')) text = text.slice(1);
    }
    const joined: string = (rest ?? '') + text;
    const quote = joined.indexOf('"', rest?.length ?? 0);
    const end = lastLineEnd(joined, quote < 0 ? joined.length : quote);
    rest = joined.slice(end);
    if (end > 0) {
      const records = splitLines(joined.slice(0, end), delimiter);
      records.pop();
      lines += records.length;
      yield records;
    }
    if (quote >= 0 || rest.length > MAX_RECORD_BYTES) {
      quoted = new QuotedRecords(dialect, lines);
      yield await quoted.read(rest);
    }
  }
  const tail = decoder.end();
  if (quoted) yield await quoted.end(tail);
  else if (rest !== undefined && rest + tail !== '') {
    const records = splitLines(rest + tail, delimiter);
    if (NEWLINE.test(rest)) records.pop();
    yield records;
  }
}

const splitLines = (text: string, delimiter: string): string[][] =>
  text.split(text.includes('\r') ? NEWLINE : '\n').map((line) => line.split(delimiter));

/** The part of a file that has quotation marks, behind `linesBefore` lines that had none. */
class QuotedRecords {
  #records: string[][] = [];
  readonly #parser: Parser;
  readonly #linesBefore: number;
  readonly #ended: Promise<void>;

  constructor(dialect: CsvDialect, linesBefore: number) {
    this.#linesBefore = linesBefore;
    this.#parser = parse({
      ...parserOptions(dialect),
      bom: false,
      on_record: (record: string[]) => {
        this.#records.push(record);
        return null;
      },
    });
    this.#parser.resume();
    this.#ended = finished(this.#parser);
    this.#ended.catch(() => undefined);
  }

  async read(text: string): Promise<string[][]> {
    if (text !== '') await this.#do((done) => this.#parser.write(text, done));
    return this.#taken();
  }

  async end(text: string): Promise<string[][]> {
    if (text !== '') await this.#do((done) => this.#parser.write(text, done));
    this.#parser.end();
    await this.#ended.catch((error) => Promise.reject(csvFailure(error, this.#linesBefore)));
    return this.#taken();
  }

  #do(step: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      step((error) => (error ? reject(csvFailure(error, this.#linesBefore)) : resolve()));
    });
  }

  #taken(): string[][] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}
