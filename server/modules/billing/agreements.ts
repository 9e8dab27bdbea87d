import type { SystemCtx, TenantCtx, WorkspaceFacts } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';

const KEPT = 200;

/** Names of people by id. Somebody who is gone from the installation has none. */
async function namesOf(ctx: SystemCtx, ids: string[]): Promise<Map<string, string>> {
  const users = await ctx.db.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(users.map((user) => [user.id, user.name]));
}

/** Every choice about the provider's own uses, given or withdrawn, the newest first (H30). */
export async function consentHistory(ctx: SystemCtx, tenant: TenantCtx) {
  const rows = await tenant.db.providerConsent.findMany({
    select: { id: true, purpose: true, given: true, at: true, userId: true },
    orderBy: { id: 'desc' },
    take: KEPT,
  });
  const names = await namesOf(
    ctx,
    rows.map((row) => row.userId),
  );
  return rows.map(({ userId, ...row }) => ({ ...row, name: names.get(userId) ?? '' }));
}

/** What the workspace accepted, the newest first: terms and the processor agreement, when and by whom (H20). */
export async function listAgreements(ctx: SystemCtx, tenant: TenantCtx) {
  const rows = await tenant.db.acceptance.findMany({
    select: { id: true, kind: true, at: true, userId: true, textHash: true },
    orderBy: { id: 'desc' },
    take: KEPT,
  });
  const names = await namesOf(
    ctx,
    rows.map((row) => row.userId),
  );
  return rows.map(({ userId, ...row }) => ({ ...row, name: names.get(userId) ?? '' }));
}

/** The very text that was accepted. NotFound for another workspace's. */
export async function agreementText(ctx: SystemCtx, workspace: WorkspaceFacts, id: string) {
  const row = await ctx.db.acceptance.findUnique({ where: { workspaceId_id: { workspaceId: workspace.id, id } } });
  const text = row && (await ctx.db.legalText.findUnique({ where: { hash: row.textHash } }));
  if (!text) throw new NotFound({ what: 'agreement' });
  return { kind: text.kind, language: text.language, text: text.text, at: row.at, hash: text.hash };
}
