import { inTransaction } from '#server/db/client.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { reportKindIn } from './report-words.ts';
import type { AnswerReportInput } from './schemas.ts';

async function openReport(tx: StaffCtx, workspaceId: string, id: string) {
  const report = await tx.db.misuseReport.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  if (!report) throw new NotFound({ what: 'report' });
  if (report.closedAt) throw new InvalidState({ reason: 'report-over' });
  return report;
}

const closing = (tx: StaffCtx) => ({ closedAt: tx.now(), closedBy: tx.actor.name });

/** Answers a report; the reporter is told by mail. A later answer takes the place of the one before. InvalidState once it is closed. */
export async function answerReport(ctx: StaffCtx, input: AnswerReportInput): Promise<void> {
  const { workspaceId, reportId: id, answer, close } = input;
  await inTransaction(ctx, async (tx) => {
    const report = await openReport(tx, workspaceId, id);
    const { count } = await tx.db.misuseReport.updateMany({
      where: { workspaceId, id, closedAt: null },
      data: { answer, ...(close ? closing(tx) : {}) },
    });
    if (count !== 1) throw new InvalidState({ reason: 'report-over' });
    await audit(tx, {
      action: 'compliance.answer-report',
      subject: { kind: 'report', id, name: report.kind },
      workspaceId,
      before: { answer: report.answer },
      after: { answer, closed: close },
    });
    const person = await tx.db.user.findUnique({ where: { id: report.reportedBy } });
    if (!person) return;
    const { workspace } = await findWorkspace(tx, workspaceId);
    await queueSystemMail(tx, {
      kind: 'misuse-answer',
      to: person.email,
      language: person.language,
      workspaceId,
      data: {
        ...{ workspace: workspace.name, slug: workspace.slug, answer },
        kind: await reportKindIn(person.language, report.kind),
      },
    });
  });
}

/** Closes a report without a further word. InvalidState once it is closed. */
export async function closeReport(ctx: StaffCtx, input: { workspaceId: string; reportId: string }): Promise<void> {
  const { workspaceId, reportId: id } = input;
  await inTransaction(ctx, async (tx) => {
    const report = await openReport(tx, workspaceId, id);
    const { count } = await tx.db.misuseReport.updateMany({
      where: { workspaceId, id, closedAt: null },
      data: closing(tx),
    });
    if (count !== 1) throw new InvalidState({ reason: 'report-over' });
    await audit(tx, {
      action: 'compliance.close-report',
      subject: { kind: 'report', id, name: report.kind },
      workspaceId,
    });
  });
}
