import { inTransaction } from '#server/db/client.ts';
import type { SystemCtx, WorkspaceFacts } from '#server/lib/context.ts';
import { Forbidden, NotFound, NotSignedIn } from '#server/lib/errors.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { memberMay, type WorkspaceRole } from '#shared/permissions.ts';
import { audit } from '../audit/index.ts';
import { blockPerson } from '../identity/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { reportKindIn } from './report-words.ts';
import type { MakeReportInput } from './schemas.ts';

/** The person whose password it is: the reporter, or for who may manage people any member of the workspace. */
async function personOf(tx: SystemCtx, workspace: WorkspaceFacts, role: WorkspaceRole, userId: string, self: string) {
  if (userId !== self && !memberMay(role, 'members')) throw new Forbidden({ permission: 'members' });
  const member = await tx.db.membership.findUnique({
    where: { workspaceId_userId: { workspaceId: workspace.id, userId } },
    include: { user: true },
  });
  if (!member) throw new NotFound({ what: 'member' });
  return member.user;
}

/**
 * Takes down what a customer reports (H28) and tells the provider's support. A lost or stolen password blocks its person in the same
 * transaction, whose way back in is mailed to the address on record. RateLimited.
 */
export async function makeReport(
  ctx: SystemCtx,
  workspace: WorkspaceFacts,
  role: WorkspaceRole,
  input: MakeReportInput,
): Promise<{ id: string; blockedSelf: boolean }> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new NotSignedIn();
  await consumeAttempt('report', workspace.id, { points: 20, seconds: 3600 });
  const { kind, personId = actor.id } = input;
  return inTransaction(ctx, async (tx) => {
    const settings = await providerSettings(tx);
    const lost = kind === 'password-lost' ? await personOf(tx, workspace, role, personId, actor.id) : undefined;
    const text = [lost ? `${lost.name} (${lost.username})` : '', input.text].filter(Boolean).join('\n');
    const id = uuid7(tx.now().getTime());
    await tx.db.misuseReport.create({
      data: {
        ...{ workspaceId: workspace.id, id, kind, text, at: tx.now() },
        ...{ reportedBy: actor.id, reporterName: actor.name },
      },
    });
    await audit(tx, {
      action: 'compliance.report',
      subject: { kind: 'report', id, name: kind },
      workspaceId: workspace.id,
      after: { kind, ...(lost ? { person: lost.name } : {}) },
    });
    await queueSystemMail(tx, {
      kind: 'misuse-report',
      to: settings['provider.support-address'],
      language: 'it',
      workspaceId: workspace.id,
      data: { workspace: workspace.name, kind: await reportKindIn('it', kind), reporter: actor.name, text },
    });
    if (lost) await blockPerson(tx, lost, 'password-lost');
    return { id, blockedSelf: lost?.id === actor.id };
  });
}
