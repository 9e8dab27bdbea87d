import { type Readable, Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { CsvError, type Parser, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { InvalidInput } from '#server/lib/errors.ts';
import type { CsvDialect, FileReason } from './schemas.ts';

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

export function decodeSample(sample: Buffer, charset: CsvDialect['charset']): string {
  return iconv.decode(sample, charset);
}

const parserOptions = ({ delimiter, quote, escape: escaping }: CsvDialect) => ({
  delimiter,
  quote: quote === '' ? false : quote,
  escape: escaping === 'backslash' ? '\\' : quote === '' ? null : quote,
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

export type Sample = { rows: string[][]; problem: { reason: FileReason; line: number | null } | null };

/** The first rows of a sample, and where its reading stopped before it had them. A sample that is not `whole` may end inside a row. */
export function readSample(text: string, dialect: CsvDialect, limit: number, whole: boolean): Sample {
  const rows: string[][] = [];
  const keep = (row: string[]) => {
    if (!isBlank(row) && rows.length < limit) rows.push(row);
    return null;
  };
  try {
    parseSync(text, { ...parserOptions(dialect), to: limit + 20, on_record: keep });
  } catch (error) {
    const failure = csvFailure(error, 0);
    if (!(failure instanceof InvalidInput)) throw error;
    const { reason, line = null } = failure.data as { reason: FileReason; line?: number };
    const cut = !whole && reason === 'unclosed-quote' && rows.length > 1;
    return { rows, problem: cut ? null : { reason, line } };
  }
  return { rows, problem: null };
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
const ANY_LINE_END = /[\r\n]/;

/** Where the last line that surely ended before `end` stops; a carriage return at the very end may be half of a pair. */
function lastLineEnd(text: string, end: number): number {
  const sure = text.slice(0, end === text.length && text.endsWith('\r') ? end - 1 : end);
  return Math.max(sure.lastIndexOf('\n'), sure.lastIndexOf('\r')) + 1;
}

/** Records with the number of the line at which each begins, from 1. */
export type RecordBatch = { records: string[][]; lineOf: (index: number) => number };

/**
 * The records of a file in UTF-8, as many at once as a piece of it holds. Until the first quotation mark a line is a record, and
 * splitting is five times as fast as parsing; from the line that has one, csv-parse reads the rest.
 * Throws InvalidInput (`fileReasons`, with the line) where the file is broken.
 */
export async function* recordBatches(source: Readable, dialect: CsvDialect): AsyncGenerator<RecordBatch> {
  const { delimiter } = dialect;
  const firstQuote = (text: string, from: number) => (dialect.quote === '' ? -1 : text.indexOf(dialect.quote, from));
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
    const quote = firstQuote(joined, rest?.length ?? 0);
    const end = lastLineEnd(joined, quote < 0 ? joined.length : quote);
    rest = joined.slice(end);
    if (end > 0) {
      const records = splitLines(joined.slice(0, end), delimiter);
      records.pop();
      const before = lines;
      lines += records.length;
      yield { records, lineOf: (index) => before + index + 1 };
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
    yield { records, lineOf: (index) => lines + index + 1 };
  }
}

const splitLines = (text: string, delimiter: string): string[][] =>
  text.split(text.includes('\r') ? NEWLINE : '\n').map((line) => line.split(delimiter));

/** How many lines further a record ends than it begins. */
function lineEndsIn(record: readonly string[]): number {
  let ends = 0;
  for (const cell of record) if (ANY_LINE_END.test(cell)) ends += cell.split(NEWLINE).length - 1;
  return ends;
}

/** The part of a file that has quotation marks, behind `linesBefore` lines that had none. */
class QuotedRecords {
  #records: string[][] = [];
  #starts: number[] = [];
  #line: number;
  readonly #parser: Parser;
  readonly #linesBefore: number;
  readonly #ended: Promise<void>;

  constructor(dialect: CsvDialect, linesBefore: number) {
    this.#linesBefore = linesBefore;
    this.#line = linesBefore + 1;
    this.#parser = parse({
      ...parserOptions(dialect),
      bom: false,
      on_record: (record: string[]) => {
        this.#records.push(record);
        this.#starts.push(this.#line);
        this.#line += 1 + lineEndsIn(record);
        return null;
      },
    });
    this.#parser.resume();
    this.#ended = finished(this.#parser);
    this.#ended.catch(() => undefined);
  }

  async read(text: string): Promise<RecordBatch> {
    if (text !== '') await this.#do((done) => this.#parser.write(text, done));
    return this.#taken();
  }

  async end(text: string): Promise<RecordBatch> {
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

  #taken(): RecordBatch {
    const [records, starts] = [this.#records, this.#starts];
    this.#records = [];
    this.#starts = [];
    return { records, lineOf: (index) => starts[index] ?? 0 };
  }
}
