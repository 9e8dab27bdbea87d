import { createInflateRaw } from 'node:zlib';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { plainNumber } from './plain-number.ts';

/** Why a workbook is not read. */
export type XlsxProblem = 'broken' | 'too-large';
export class XlsxRefused extends Error {
  readonly problem: XlsxProblem;
  constructor(problem: XlsxProblem, cause?: unknown) {
    super(`workbook ${problem}`, { cause });
    this.problem = problem;
  }
}

/** What a zip archive holds, by name. A file that only looks like one is `broken`. */
export type ZipEntries = ReadonlyMap<string, { method: number; data: Buffer }>;

/** All parts of a workbook unpacked, its table of texts, and the rows of a sheet: beyond that it is no list of contacts. */
const LIMITS = { inflated: 1024 * 1024 * 1024, texts: 128 * 1024 * 1024, rows: 1_048_576, cells: 16_384 };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/** Reads the directory of a zip archive (APPNOTE 4.3.12, 4.3.16); archives above 4 GB are not taken. */
export function zipEntries(file: Buffer): ZipEntries {
  try {
    let end = file.length - 22;
    while (end >= 0 && file.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
    if (end < 0) throw new XlsxRefused('broken');
    const entries = new Map<string, { method: number; data: Buffer }>();
    let at = file.readUInt32LE(end + 16);
    for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
      if (file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new XlsxRefused('broken');
      const size = file.readUInt32LE(at + 20);
      const nameLength = file.readUInt16LE(at + 28);
      const name = file.toString('utf8', at + 46, at + 46 + nameLength);
      const local = file.readUInt32LE(at + 42);
      if (file.readUInt32LE(local) !== LOCAL_ENTRY) throw new XlsxRefused('broken');
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      entries.set(name, { method: file.readUInt16LE(at + 10), data: file.subarray(start, start + size) });
      at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    throw error instanceof XlsxRefused ? error : new XlsxRefused('broken', error);
  }
}

type Budget = { left: number };

/** The text of an entry in pieces; what its directory says of its size is not believed. */
async function* textOf(entries: ZipEntries, name: string, ...budgets: Budget[]): AsyncGenerator<string> {
  const entry = entries.get(name);
  if (!entry) throw new XlsxRefused('broken');
  const decoder = new TextDecoder('utf-8');
  const inflate = createInflateRaw();
  inflate.end(entry.data);
  const source: AsyncIterable<Buffer> = entry.method === 0 ? piecesOf(entry.data) : inflate;
  try {
    for await (const chunk of source) {
      for (const budget of budgets) {
        budget.left -= chunk.length;
        if (budget.left < 0) throw new XlsxRefused('too-large');
      }
      yield decoder.decode(chunk, { stream: true });
    }
  } finally {
    inflate.destroy();
  }
}

async function* piecesOf(data: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < data.length; at += 65_536) yield data.subarray(at, at + 65_536);
}

type Handlers = {
  open: (name: string, attributes: Record<string, string>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

/** Feeds XML to the handlers, element names without their prefixes; after each piece `yields` may hand on what was gathered. */
async function* parsed<T>(pieces: AsyncIterable<string>, handlers: Handlers, taken: () => T[]): AsyncGenerator<T[]> {
  const parser = new SaxesParser();
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => {
    throw new XlsxRefused('broken', error);
  });
  parser.on('opentag', (tag: SaxesTagPlain) =>
    handlers.open(local(tag.name), tag.attributes as Record<string, string>),
  );
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)));
  parser.on('text', (text) => handlers.text?.(text));
  for await (const piece of pieces) {
    parser.write(piece);
    const ready = taken();
    if (ready.length > 0) yield ready;
  }
  parser.close();
  yield taken();
}

async function parseWhole(pieces: AsyncIterable<string>, handlers: Handlers): Promise<void> {
  for await (const _ of parsed(pieces, handlers, () => []));
}

export type Workbook = {
  /** The first sheet that is not hidden. */
  sheet: string;
  /** How many others are not read. */
  others: number;
  /** Its rows, gaps and blank rows included, each as wide as its last filled cell. */
  rows: AsyncGenerator<string[][]>;
};

/**
 * The first visible sheet of an Excel workbook (ECMA-376), read as its rows are asked for: dates as `2026-12-31`, formulas as their last
 * result, errors as nothing. Throws XlsxRefused, at once or while the rows are read.
 */
export async function readXlsx(entries: ZipEntries, limits = LIMITS): Promise<Workbook> {
  const budget: Budget = { left: limits.inflated };
  try {
    const book = await readBook(entries, budget);
    const dates = entries.has('xl/styles.xml') ? await readDateStyles(entries, budget) : [];
    const texts = entries.has('xl/sharedStrings.xml') ? await readTexts(entries, budget, { left: limits.texts }) : [];
    const rows = sheetRows(textOf(entries, book.path, budget), {
      dates,
      texts,
      days: book.from1904 ? 1462 : 0,
      limits,
    });
    return { sheet: book.sheet, others: book.others, rows: refusing(rows) };
  } catch (error) {
    throw error instanceof XlsxRefused ? error : new XlsxRefused('broken', error);
  }
}

async function* refusing(rows: AsyncGenerator<string[][]>): AsyncGenerator<string[][]> {
  try {
    yield* rows;
  } catch (error) {
    throw error instanceof XlsxRefused ? error : new XlsxRefused('broken', error);
  }
}

async function readBook(entries: ZipEntries, budget: Budget) {
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  await parseWhole(textOf(entries, 'xl/workbook.xml', budget), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes.name ?? '', id, hidden: (attributes.state ?? 'visible') !== 'visible' });
    },
  });
  const targets = new Map<string, string>();
  await parseWhole(textOf(entries, 'xl/_rels/workbook.xml.rels', budget), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, Target);
    },
  });
  const first = sheets.find((sheet) => !sheet.hidden) ?? sheets[0];
  const target = first && targets.get(first.id);
  if (!first || !target) throw new XlsxRefused('broken');
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  return { sheet: first.name, others: sheets.length - 1, path, from1904 };
}

/** Numbers of formats that Excel has built in for days and times (ECMA-376 18.8.30). */
const builtInDate = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);

/** For each cell style whether its numbers are moments. */
async function readDateStyles(entries: ZipEntries, budget: Budget): Promise<boolean[]> {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await parseWhole(textOf(entries, 'xl/styles.xml', budget), {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        // Texts in quotes, colours and conditions in brackets are no part of the pattern.
        const code = (attributes.formatCode ?? '').replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '');
        custom.set(
          Number(attributes.numFmtId),
          /[dyhs]|m{2,}/i.test(code) && !/[0#?]/.test(code.replaceAll(/\.0+/g, '')),
        );
      }
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(custom.get(id) ?? builtInDate(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function readTexts(entries: ZipEntries, ...budgets: Budget[]): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = 0;
  await parseWhole(textOf(entries, 'xl/sharedStrings.xml', ...budgets), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic++;
      inText = name === 't' && phonetic === 0;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic--;
      if (name === 'si') texts.push(text);
    },
  });
  return texts;
}

/** `BC12` → 54; undefined where a cell does not say where it is. */
function columnOf(reference: string | undefined): number | undefined {
  let column = 0;
  for (const letter of reference ?? '') {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column > 0 ? column - 1 : undefined;
}

const two = (value: number) => String(value).padStart(2, '0');

/** Days since 30 December 1899 as a day, with the time where there is one. */
export function dayOfSerial(serial: number): string {
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(serial * 86_400) * 1000);
  if (Number.isNaN(at.getTime())) return '';
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  if (serial < 1) return time;
  const day = at.toISOString().slice(0, 10);
  return Number.isInteger(serial) ? day : `${day} ${time}`;
}

type SheetInput = { dates: readonly boolean[]; texts: readonly string[]; days: number; limits: typeof LIMITS };

async function* sheetRows(
  pieces: AsyncIterable<string>,
  { dates, texts, days, limits }: SheetInput,
): AsyncGenerator<string[][]> {
  let ready: string[][] = [];
  let last = 0;
  let row: string[] = [];
  let column = 0;
  let cell = { type: '', date: false };
  let value = '';
  let inValue = false;
  let phonetic = 0;
  const read = () => {
    if (cell.type === 's') return texts[Number(value)] ?? '';
    if (cell.type === 'e') return '';
    if (cell.type === 'b') return value === '1' ? 'true' : 'false';
    if (cell.type === 'd') return value.replace(/T00:00(:00(\.0+)?)?$/, '');
    if (cell.type !== '' && cell.type !== 'n') return value;
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number)) return value;
    // Fifteen digits are what Excel shows: 0.1 + 0.2 is 0.3 to its readers.
    return cell.date ? dayOfSerial(number + days) : plainNumber(Number(number.toPrecision(15)));
  };
  const handlers: Handlers = {
    open: (name, attributes) => {
      if (name === 'row') {
        const number = Number(attributes.r ?? last + 1);
        if (!(number > last) || number > limits.rows)
          throw new XlsxRefused(number > limits.rows ? 'too-large' : 'broken');
        for (; last < number - 1; last++) ready.push([]);
        last = number;
        row = [];
        column = 0;
      }
      if (name === 'c') {
        column = columnOf(attributes.r) ?? column;
        if (column >= limits.cells) throw new XlsxRefused('broken');
        cell = { type: attributes.t ?? '', date: dates[Number(attributes.s ?? 0)] ?? false };
        value = '';
      }
      if (name === 'rPh') phonetic++;
      inValue = name === 'v' || (name === 't' && phonetic === 0);
    },
    text: (piece) => {
      if (inValue) value += piece;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'rPh') phonetic--;
      if (name === 'c') {
        const text = read();
        if (text !== '') {
          while (row.length < column) row.push('');
          row[column] = text;
        }
        column++;
      }
      if (name === 'row') ready.push(row);
    },
  };
  yield* parsed(pieces, handlers, () => {
    const taken = ready;
    ready = [];
    return taken;
  });
}
