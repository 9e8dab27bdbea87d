import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { createTranslator } from 'next-intl';
import type { Language } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import { blobs } from '#server/lib/blobs.ts';
import { recordBatches } from './csv-file.ts';
import type { Duplicate } from './import-staging.sql.ts';
import type { ColumnTarget } from './schemas.ts';
import { csvLine } from './spreadsheet-cell.ts';

/** The rows that an import did not take, written as they are found into a CSV file: number, reason, and the row itself. */
export class RejectedRows {
  readonly reasons: Record<string, number> = {};
  count = 0;
  readonly key: string;
  #stream: PassThrough | undefined;
  #stored: Promise<void> | undefined;
  #columns: readonly string[] = [];

  constructor(key: string) {
    this.key = key;
  }

  open(columns: readonly string[]): void {
    this.#columns = columns;
  }

  /** Answers a promise when the file must catch up first. */
  add(row: number, reason: string, cells: readonly string[]): Promise<void> | undefined {
    this.#count(reason);
    return this.#write(csvLine([row, reason, ...cells.map((cell) => cell.slice(0, 2000).replaceAll('\0', '\ufffd'))]));
  }

  /** A duplicate is known by what was read of it: columns that the mapping ignores are empty. */
  async addDuplicates(rows: readonly Duplicate[], mapping: readonly ColumnTarget[]): Promise<void> {
    for (const row of rows) {
      this.#count('duplicate-in-file');
      await this.#write(csvLine([row.row, 'duplicate-in-file', ...mapping.map((target) => cellOf(row, target))]));
    }
  }

  /** Ends the file; answers its key, or null when no row was rejected. */
  async close(): Promise<string | null> {
    if (!this.#stream) return null;
    this.#stream.end();
    await this.#stored;
    return this.key;
  }

  async discard(): Promise<void> {
    if (!this.#stream) return;
    await this.close().catch(() => undefined);
    await blobs()
      .delete(this.key)
      .catch(() => undefined);
  }

  #count(reason: string): void {
    this.count++;
    this.reasons[reason] = (this.reasons[reason] ?? 0) + 1;
  }

  #write(line: string): Promise<void> | undefined {
    if (!this.#stream) {
      this.#stream = new PassThrough();
      this.#stored = blobs().put(this.key, this.#stream);
      this.#stored.catch(() => undefined);
      // A byte order mark: spreadsheets take the file for Windows-1252 without one.
      this.#stream.write(`\ufeff${csvLine(['row', 'reason', ...this.#columns])}`);
    }
    const stream = this.#stream;
    if (stream.write(line)) return undefined;
    return Promise.race([once(stream, 'drain').then(() => undefined), this.#stored ?? Promise.resolve()]);
  }
}

/**
 * A file of rejected rows with each reason in words, as a spreadsheet of that language opens it: an Italian one takes a semicolon for its
 * delimiter.
 */
export async function* inWords(file: Readable, locale: Language): AsyncGenerator<string> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'contacts' });
  const delimiter = locale === 'it' ? ';' : ',';
  let head = true;
  yield '\ufeff';
  for await (const { records } of recordBatches(file, STORED)) {
    let text = '';
    for (const [line = '', reason = '', ...cells] of records) {
      if (line === '') continue;
      const key = `rowReason.${reason}` as 'rowReason.empty';
      const words = head ? [t('importing.line'), t('importing.reason')] : [line, t.has(key) ? t(key) : reason];
      text += csvLine([...words, ...cells], delimiter);
      head = false;
    }
    if (text !== '') yield text;
  }
}

const STORED = { charset: 'utf-8', delimiter: ',', quote: '"', escape: 'double', header: true } as const;

function cellOf(row: Duplicate, target: ColumnTarget): string | number | boolean {
  switch (target.kind) {
    case 'address':
      return row.address;
    case 'first-name':
      return row.firstName;
    case 'last-name':
      return row.lastName;
    case 'full-name':
      return `${row.firstName} ${row.lastName}`.trim();
    case 'language':
      return row.language;
    case 'attribute':
      return row.attributes[target.key] ?? '';
    case 'reason':
    case 'since':
      return row.attributes[target.kind] ?? '';
    default:
      return '';
  }
}
