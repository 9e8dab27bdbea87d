import { describe, expect, it } from 'vitest';
import type { StaffCtx, SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { DomainError } from '#server/lib/errors.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createUser, joinWorkspace } from '../identity/index.ts';
import { answerReport, closeReport } from './answer-report.ts';
import { listAllReports, listReports } from './list-reports.ts';
import { makeReport } from './make-report.ts';
import { makeReportInput } from './schemas.ts';

useDatabase();

let serial = 0;
async function member(tenant: TenantCtx, role: 'owner' | 'billing') {
  const n = ++serial;
  const user = await createUser(systemCtx(), {
    ...{ username: `socio.${n}`, email: `socio${n}@posta.example`, name: `Socio ${n}` },
    password: 'sette parole piuttosto lunghe',
  });
  await joinWorkspace(tenant, user, role);
  const ctx: SystemCtx = {
    ...systemCtx(),
    actor: { kind: 'person', id: user.id, name: user.name, sessionId: null },
  };
  return { user, ctx, inside: { ...tenant, actor: ctx.actor } };
}
const staff = (): StaffCtx => ({ ...systemCtx(), kind: 'staff', purpose: 'test', until: new Date(8e15) });
const why = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? (error.data.reason ?? error.kind) : Promise.reject(error)),
  );
const breach = makeReportInput.parse({ kind: 'security-breach', text: 'Un portatile è stato rubato.' });

describe('a report', () => {
  it('needs words, but for a lost password', () => {
    expect(makeReportInput.safeParse({ kind: 'security-breach', text: 'boh' }).success).toBe(false);
    expect(makeReportInput.safeParse({ kind: 'password-lost', text: '' }).success).toBe(true);
  });

  it('reaches the provider’s support, is answered by mail and closed once', async () => {
    const tenant = await makeWorkspace();
    const { ctx, user, inside } = await member(tenant, 'owner');
    const { id } = await makeReport(ctx, tenant.workspace, 'owner', breach);
    const mails = (kind: string) =>
      systemCtx().db.systemMail.findMany({ where: { kind, workspaceId: tenant.workspace.id } });
    expect(await mails('misuse-report')).toMatchObject([{ to: 'assistenza@postino.example' }]);
    const at = { workspaceId: tenant.workspace.id, reportId: id };
    expect((await listAllReports(staff(), { limit: 200, open: true })).rows.map((row) => row.id)).toContain(id);
    await answerReport(staff(), { ...at, answer: 'Abbiamo controllato.', close: true });
    expect(await mails('misuse-answer')).toMatchObject([{ to: user.email }]);
    expect(await why(closeReport(staff(), at))).toBe('report-over');
    expect((await listReports(inside, 'owner', { limit: 50 })).rows).toMatchObject([
      { answer: 'Abbiamo controllato.' },
    ]);
  });

  it('is seen by an owner whoever made it, by others only when it is theirs, by no other workspace', async () => {
    const [tenant, other] = [await makeWorkspace(), await makeWorkspace()];
    const [owner, clerk] = [await member(tenant, 'owner'), await member(tenant, 'billing')];
    await makeReport(owner.ctx, tenant.workspace, 'owner', breach);
    await makeReport(clerk.ctx, tenant.workspace, 'billing', breach);
    const count = async (ctx: TenantCtx, role: 'owner' | 'billing') =>
      (await listReports(ctx, role, { limit: 50 })).rows.length;
    expect(await count(owner.inside, 'owner')).toBe(2);
    expect(await count(clerk.inside, 'billing')).toBe(1);
    expect(await count(other, 'owner')).toBe(0);
  });

  it('of a lost password blocks its person at once: one’s own, or as an owner another member’s, and nobody else’s', async () => {
    const [tenant, other] = [await makeWorkspace(), await makeWorkspace()];
    const [owner, clerk] = [await member(tenant, 'owner'), await member(tenant, 'billing')];
    const stranger = await member(other, 'owner');
    const lost = (personId?: string) => ({
      kind: 'password-lost' as const,
      text: '',
      ...(personId ? { personId } : {}),
    });
    const blocked = async (id: string) =>
      (await systemCtx().db.user.findUniqueOrThrow({ where: { id } })).blockedAt !== null;
    const { workspace } = tenant;
    expect(await why(makeReport(clerk.ctx, workspace, 'billing', lost(owner.user.id)))).toBe('forbidden');
    expect(await why(makeReport(owner.ctx, workspace, 'owner', lost(stranger.user.id)))).toBe('not-found');
    expect(await blocked(stranger.user.id)).toBe(false);
    expect(await makeReport(owner.ctx, workspace, 'owner', lost(clerk.user.id))).toMatchObject({ blockedSelf: false });
    expect(await makeReport(owner.ctx, workspace, 'owner', lost())).toMatchObject({ blockedSelf: true });
    expect(await blocked(clerk.user.id)).toBe(true);
    expect(await blocked(owner.user.id)).toBe(true);
  });
});
