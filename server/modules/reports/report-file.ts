import { Readable } from 'node:stream';
import { createTranslator } from 'next-intl';
import { parseLanguage } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { xlsxOf } from '#server/lib/xlsx.ts';
import { audit } from '../audit/index.ts';
import { findCampaign } from '../campaigns/index.ts';
import { csvLine } from '../contacts/index.ts';
import { type FileRow, filePages } from './report-file.sql.ts';
import type { ReportScope, reportFormats } from './schemas.ts';

type Format = (typeof reportFormats)[number];
type Cell = string | number | null;
export type ReportFile = { name: string; contentType: string; contents: Readable };

const types: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
/** Spreadsheets read UTF-8 by it. */
const BYTE_ORDER_MARK = '\u{feff}';

/**
 * Every recipient of a campaign with what became of the message and what they did, as a file: written while it is read, a page of
 * rows at a time. Recorded in the audit. Throws NotFound.
 */
export async function reportFile(
  ctx: TenantCtx,
  input: { campaignId: string; format: Format; scope: ReportScope; language: string },
): Promise<ReportFile> {
  const { campaignId, format, scope } = input;
  const campaign = await findCampaign(ctx, campaignId);
  const rows = await fileRows(ctx, campaignId, scope, input.language);
  await audit(ctx, {
    action: 'reports.export',
    subject: { kind: 'campaign', id: campaignId, name: campaign.name },
    after: { format, ...scope },
  });
  const day = ctx.now().toISOString().slice(0, 10);
  const slug = campaign.name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
  return {
    name: `${slug || 'report'}-${day}.${format}`,
    contentType: types[format],
    contents: format === 'csv' ? Readable.from(csvOf(rows)) : xlsxOf(campaign.name, rows),
  };
}

async function* csvOf(rows: AsyncIterable<Cell[]>): AsyncGenerator<string> {
  let text = BYTE_ORDER_MARK;
  for await (const row of rows) {
    text += csvLine(row);
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** The head line, then a line a recipient. */
async function fileRows(
  ctx: TenantCtx,
  campaignId: string,
  scope: ReportScope,
  language: string,
): Promise<AsyncGenerator<Cell[]>> {
  const locale = parseLanguage(language);
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'reports' });
  const links = await ctx.db.campaignLink.findMany({ where: { campaignId }, select: { index: true, url: true } });
  const urls = new Map(links.map(({ index, url }) => [index, url]));
  // As a spreadsheet reads a moment: in the workspace's zone, without one.
  const moment = new Intl.DateTimeFormat('sv-SE', {
    timeZone: ctx.workspace.timezone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const at = (date: Date | null) => date && moment.format(new Date(date));
  const reasonOf = (reason: string | null) =>
    reason &&
    (t.has(`reasons.${reason}` as 'reasons.blocked')
      ? t(`reasons.${reason}` as 'reasons.blocked', { count: 1 }).replace(/^1 /, '')
      : reason);
  const heads = [
    'address',
    'firstName',
    'lastName',
    'state',
    'reason',
    'answer',
    'when',
    'opens',
    'firstOpen',
    'clicks',
    'links',
    'unsubscribed',
  ] as const;
  const lineOf = (row: FileRow): Cell[] => [
    row.address,
    row.firstName,
    row.lastName,
    t(`delivery.${row.state}`),
    reasonOf(row.reason),
    row.answer,
    at(row.stateAt),
    row.opens,
    at(row.firstOpen),
    row.clicks,
    row.links?.map((index) => urls.get(index) ?? '').join(' ') ?? null,
    at(row.unsubscribedAt),
  ];
  return (async function* () {
    yield heads.map((head) => t(`file.${head}`));
    for await (const page of filePages(ctx, campaignId, scope)) for (const row of page) yield lineOf(row);
  })();
}
