import { Readable } from 'node:stream';
import type { StaffCtx } from '#server/lib/context.ts';
import { audit } from '../audit/index.ts';
import { csvLine } from '../contacts/index.ts';
import { listAllAudit } from './audit-log.ts';
import type { ConsoleAuditInput } from './schemas.ts';

const PAGE = 200;
const columns = [
  'at',
  'actor',
  'actorKind',
  'action',
  'customer',
  'subjectKind',
  'subject',
  'subjectId',
  'address',
  'agent',
  'before',
  'after',
] as const;

/** The audit log as CSV (UTF-8 with its mark), narrowed like the list, streamed page by page. That it was taken is on record itself. */
export async function auditCsv(ctx: StaffCtx, input: Omit<ConsoleAuditInput, 'limit' | 'cursor'>): Promise<Readable> {
  await audit(ctx, { action: 'backoffice.export-audit', subject: { kind: 'audit' }, after: { ...input } });
  return Readable.from(lines(ctx, input));
}

async function* lines(ctx: StaffCtx, input: Omit<ConsoleAuditInput, 'limit' | 'cursor'>) {
  yield `﻿${csvLine(columns)}`;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listAllAudit>> = await listAllAudit(ctx, { ...input, limit: PAGE, cursor });
    yield page.rows
      .map((row) =>
        csvLine([
          row.at.toISOString(),
          row.actorName,
          row.actorKind,
          row.action,
          row.workspaceName,
          row.subjectKind,
          row.subjectName,
          row.subjectId,
          row.address,
          row.agent,
          row.before === null ? null : JSON.stringify(row.before),
          row.after === null ? null : JSON.stringify(row.after),
        ]),
      )
      .join('');
    cursor = page.next;
  } while (cursor);
}
