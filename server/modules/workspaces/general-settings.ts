import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { holdUnapprovedJob } from './jobs.ts';
import type { GeneralSettings } from './schemas.ts';

/** The zone, the language and whether a second person approves what is sent. */
export async function generalSettings(ctx: TenantCtx): Promise<GeneralSettings> {
  const row = await ctx.db.workspace.findFirst({
    where: { id: ctx.workspace.id },
    select: { timezone: true, language: true, approvalRequired: true },
  });
  if (!row) throw new NotFound({ what: 'workspace' });
  const { timezone, language, approvalRequired } = row;
  return { timeZone: timezone, language: language === 'en' ? 'en' : 'it', approvalRequired };
}

/**
 * Changes them. What is planned stays at its instant, whatever the clocks of the new zone show; where approvals become a duty, what is
 * scheduled without one is held and asks for it.
 */
export async function setGeneralSettings(ctx: TenantCtx, after: GeneralSettings): Promise<GeneralSettings> {
  return inTransaction(ctx, async (tx) => {
    const before = await generalSettings(tx);
    const { timeZone, language, approvalRequired } = after;
    await tx.db.workspace.update({
      where: { id: ctx.workspace.id },
      data: { timezone: timeZone, language, approvalRequired },
    });
    if (approvalRequired && !before.approvalRequired) {
      await enqueue(tx, holdUnapprovedJob, { version: 1, workspaceId: ctx.workspace.id });
    }
    await audit(tx, {
      action: 'workspaces.set-general',
      subject: { kind: 'workspace', id: ctx.workspace.id, name: ctx.workspace.name },
      before,
      after,
    });
    return after;
  });
}
