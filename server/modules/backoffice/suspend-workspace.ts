import { inTransaction } from '#server/db/client.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { healthLimits, measureCustomer } from './measure-customers.ts';
import type { SuspendInput } from './schemas.ts';

/**
 * Suspends a customer: from the next claim on nothing of theirs is sent (what a worker holds leaves within its lease), their forms
 * close, and their people read why, in the portal and by mail. InvalidState unless it is active.
 */
export async function suspendWorkspace(ctx: StaffCtx, input: SuspendInput): Promise<void> {
  await move(ctx, input.workspaceId, { from: 'active', to: 'suspended', reason: input.reason });
}

/** Lets a suspended customer go on exactly where it stopped. InvalidState unless it is suspended. */
export async function resumeWorkspace(ctx: StaffCtx, input: SuspendInput): Promise<void> {
  await move(ctx, input.workspaceId, { from: 'suspended', to: 'active', reason: input.reason });
}

type Step = { from: 'active' | 'suspended'; to: 'active' | 'suspended'; reason: string };

async function move(ctx: StaffCtx, workspaceId: string, { from, to, reason }: Step): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const workspace = await tx.db.workspace.findUnique({ where: { id: workspaceId } });
    if (!workspace) throw new NotFound({ what: 'customer' });
    const { count } = await tx.db.workspace.updateMany({
      where: { id: workspaceId, state: from },
      data: { state: to, stateAt: tx.now(), stateReason: to === 'suspended' ? reason : null },
    });
    if (count !== 1) throw new InvalidState({ reason: 'workspace-state', from: workspace.state, to });
    await audit(tx, {
      action: to === 'suspended' ? 'backoffice.suspend-workspace' : 'backoffice.resume-workspace',
      subject: { kind: 'workspace', id: workspaceId, name: workspace.name },
      workspaceId,
      before: { state: from, reason: workspace.stateReason },
      after: { state: to, reason },
    });
    const owners = await tx.db.membership.findMany({
      where: { workspaceId, role: 'owner' },
      select: { user: { select: { email: true, language: true, disabledAt: true } } },
    });
    const data = { workspace: workspace.name, reason };
    const kind = to === 'suspended' ? ('workspace-suspended' as const) : ('workspace-resumed' as const);
    const told = new Map(owners.filter(({ user }) => !user.disabledAt).map(({ user }) => [user.email, user.language]));
    for (const [email, language] of told) {
      await queueSystemMail(tx, { kind, to: email, language, data, workspaceId });
    }
  });
  await measureCustomer(ctx, workspaceId, healthLimits(await providerSettings(ctx)));
}
