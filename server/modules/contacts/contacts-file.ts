import { Readable } from 'node:stream';
import { createTranslator } from 'next-intl';
import { parseLanguage } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { xlsxOf } from '#server/lib/xlsx.ts';
import type { AttributeValue } from './attribute-values.ts';
import { type ExportedRow, exportPages } from './export-contacts.sql.ts';
import { exportHeaders } from './export-headers.ts';
import type { BulkTarget, ExportColumn, ExportFormat, ExportOptions } from './schemas.ts';
import { csvLine } from './spreadsheet-cell.ts';

export const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

type Cell = string | number | null;
export type FileRequest = { target: BulkTarget; format: ExportFormat; options: ExportOptions };
/** Hears after each page how many rows were handed out, and answers whether to go on. */
type OnRows = (rows: number) => Promise<boolean>;

/**
 * Contacts as CSV (UTF-8, CRLF) or an Excel workbook, no cell a formula, a page at a time: constant memory. Our own import reads either
 * back without changing anybody.
 */
export async function contactsFile(ctx: TenantCtx, request: FileRequest, onRows: OnRows): Promise<Readable> {
  const { format, options } = request;
  const pages = await cellPages(ctx, request, onRows);
  if (format === 'csv') return Readable.from(csvOf(pages, options));
  const name = ctx.workspace.language === 'en' ? 'Contacts' : 'Contatti';
  return xlsxOf(name, rowsOf(pages));
}

async function* csvOf(pages: AsyncIterable<Cell[][]>, { delimiter, mark }: ExportOptions): AsyncGenerator<string> {
  if (mark) yield '\ufeff';
  for await (const page of pages) yield page.map((row) => csvLine(row, delimiter)).join('');
}

async function* rowsOf(pages: AsyncIterable<Cell[][]>): AsyncGenerator<Cell[]> {
  for await (const page of pages) yield* page;
}

type Words = {
  status: (status: ExportedRow['status']) => string;
  state: (state: 'pending' | 'subscribed' | 'unsubscribed', day: string) => string;
  level: (level: 'off' | 'aggregate' | 'individual' | null) => string;
  yes: (value: boolean) => string;
};

async function cellPages(
  ctx: TenantCtx,
  { target, options }: FileRequest,
  onRows: OnRows,
): Promise<AsyncGenerator<Cell[][]>> {
  const language = parseLanguage(ctx.workspace.language);
  const t = createTranslator({ locale: language, messages: await loadMessages(language), namespace: 'contacts' });
  const all = await ctx.db.attribute.findMany({
    select: { key: true, label: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const attributes = all.filter(({ key }) => options.attributes?.includes(key) ?? true);
  const words: Words = {
    status: (status) => t(`status.${status}`),
    state: (state, day) => t(`files.states.${state}`, { day }),
    level: (level) => (level ? t(`detail.levels.${level}`) : t('trackingDefault')),
    yes: (value) => t(value ? 'form.yes' : 'form.no'),
  };
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ctx.workspace.timezone, dateStyle: 'short' });
  const has = (column: ExportColumn) => options.columns.includes(column);
  const wanted = { withGroups: has('groups'), withSubscriptions: has('subscriptions') || has('proofs') };
  const keys = attributes.map(({ key }) => key);
  const rowOf = (row: ExportedRow) => options.columns.flatMap((column) => cellsOf(row, column, keys, words, day));
  return (async function* () {
    yield [
      options.columns.flatMap((column) =>
        column === 'attributes' ? attributes.map(({ label }) => label) : [exportHeaders[language][column]],
      ),
    ];
    let rows = 0;
    for await (const page of exportPages(ctx, target, wanted)) {
      yield page.map(rowOf);
      rows += page.length;
      if (!(await onRows(rows))) return;
    }
  })();
}

function cellsOf(
  row: ExportedRow,
  column: ExportColumn,
  keys: readonly string[],
  words: Words,
  day: Intl.DateTimeFormat,
): Cell[] {
  switch (column) {
    case 'address':
      return [row.address];
    case 'first-name':
      return [row.firstName];
    case 'last-name':
      return [row.lastName];
    case 'language':
      return [row.language];
    case 'status':
      return [words.status(row.status)];
    case 'groups':
      return [row.groups.join(' | ')];
    case 'attributes':
      return keys.map((key) => attributeCell(row.attributes[key], words));
    case 'subscriptions':
      return [
        row.subscriptions.map((one) => `${one.topic}: ${words.state(one.state, day.format(one.stateAt))}`).join(' | '),
      ];
    case 'proofs':
      return [[...new Set(row.subscriptions.flatMap((one) => one.proof ?? []))].join(' | ')];
    case 'tracking':
      return [
        row.trackOpens === row.trackClicks
          ? words.level(row.trackOpens)
          : `${words.level(row.trackOpens)} / ${words.level(row.trackClicks)}`,
      ];
    case 'added':
      return [day.format(row.createdAt)];
    case 'changed':
      return [day.format(row.updatedAt)];
  }
}

function attributeCell(value: AttributeValue | undefined, words: Words): Cell {
  return typeof value === 'boolean' ? words.yes(value) : (value ?? null);
}
