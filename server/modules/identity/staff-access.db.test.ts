import { describe, expect, it } from 'vitest';
import type { StaffCtx } from '#server/lib/context.ts';
import { DomainError } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, tenantCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { audit } from '../audit/index.ts';
import { createStaff } from './create-user.ts';
import { openStaffAccessInput } from './schemas.ts';
import { listStaffAccesses, openAccesses, openAccessOf, staffAccessActs } from './staff-access.ts';
import { endAccessesOf, endStaffAccess, openStaffAccess } from './staff-access-open.ts';

useDatabase();

let serial = 0;
async function staff(now: () => Date, role: 'administrator' | 'support' = 'support') {
  const username = `aiuto.${++serial}`;
  const { user } = await createStaff(systemCtx(), {
    username,
    email: `${username}@posta.example`,
    role,
    password: 'sette parole piuttosto lunghe',
  });
  const actor = { kind: 'person', id: user.id, name: user.name, sessionId: null } as const;
  const ctx: StaffCtx = { ...systemCtx(now), kind: 'staff', purpose: 'console', until: new Date(8e15), actor };
  return { ctx, id: user.id };
}
const purpose = 'Controllo l’importazione di ieri';
const ask = (workspaceId: string, over: object = {}) =>
  openStaffAccessInput.parse({ workspaceId, purpose, level: 'look', minutes: 60, ...over });
const why = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? (error.data.reason ?? error.kind) : Promise.reject(error)),
  );

describe('an access of the staff', () => {
  it.each([
    { purpose: 'breve' },
    { purpose: '          x          ' },
    { minutes: 14 },
    { minutes: 481 },
    { level: 'own' },
  ])('is refused with %j', (over) => expect(() => ask(uuid7(), over)).toThrow());

  it('holds until its end and not a moment longer, for one person in one workspace', async () => {
    const clock = testClock();
    const [mine, other] = [await makeWorkspace(), await makeWorkspace()];
    const [one, two] = [await staff(clock.now), await staff(clock.now)];
    await openStaffAccess(one.ctx, ask(mine.workspace.id, { level: 'act', minutes: 15 }));
    const at = (id: string, workspaceId: string) => openAccessOf(systemCtx(clock.now), id, workspaceId);
    expect(await at(one.id, mine.workspace.id)).toMatchObject({ role: 'staff-act', purpose });
    expect(await at(two.id, mine.workspace.id)).toBeUndefined();
    expect(await at(one.id, other.workspace.id)).toBeUndefined();
    clock.advance(15 * 60_000);
    expect(await at(one.id, mine.workspace.id)).toBeUndefined();
    expect(await openAccesses(tenantCtx(mine.workspace, clock.now))).toEqual([]);
  });

  it('ends when its holder leaves, opens another, is ended by an administrator, or loses the role', async () => {
    const clock = testClock();
    const { workspace } = await makeWorkspace();
    const [one, two, boss] = [await staff(clock.now), await staff(clock.now), await staff(clock.now, 'administrator')];
    const open = async () => {
      await openStaffAccess(one.ctx, ask(workspace.id));
      return (await openAccessOf(systemCtx(clock.now), one.id, workspace.id))?.id ?? '';
    };
    const first = await open();
    const second = await open();
    expect(second).not.toBe(first);
    const end = { workspaceId: workspace.id, accessId: second };
    expect(await why(endStaffAccess(two.ctx, 'support', end))).toBe('access-of-another');
    expect(await why(endStaffAccess(boss.ctx, 'administrator', end))).toBe('done');
    expect(await why(endStaffAccess(one.ctx, 'support', end))).toBe('staff-access-ended');
    expect(await why(endStaffAccess(boss.ctx, 'administrator', { ...end, accessId: uuid7() }))).toBe('not-found');
    await open();
    await endAccessesOf(one.ctx, one.id, workspace.id);
    expect(await openAccessOf(systemCtx(clock.now), one.id, workspace.id)).toBeUndefined();
    await open();
    await systemCtx().db.staffMembership.update({ where: { userId: one.id }, data: { role: 'moderator' } });
    expect(await openAccessOf(systemCtx(clock.now), one.id, workspace.id)).toBeUndefined();
  });

  it('is shown to the customer with why, until when and what was done, and to no other customer', async () => {
    const clock = testClock();
    const [mine, other] = [await makeWorkspace(), await makeWorkspace()];
    const one = await staff(clock.now);
    await openStaffAccess(one.ctx, ask(mine.workspace.id, { level: 'act', ticket: 'T-12' }));
    const inside = { ...tenantCtx(mine.workspace, clock.now), actor: one.ctx.actor };
    clock.advance(60_000);
    await audit(inside, { action: 'contacts.update', subject: { kind: 'contact', id: uuid7(), name: 'Ada' } });
    clock.advance(60_000);
    await endAccessesOf(one.ctx, one.id, mine.workspace.id);
    clock.advance(60_000);
    await audit(inside, { action: 'contacts.erase', subject: { kind: 'contact', id: uuid7() } });
    const customer = tenantCtx(mine.workspace, clock.now);
    const { rows } = await listStaffAccesses(customer, { limit: 50 });
    expect(rows).toMatchObject([{ purpose, ticket: 'T-12', level: 'act', acts: 1 }]);
    expect(rows[0]?.ended?.getTime()).toBe(clock.now().getTime() - 60_000);
    const acts = await staffAccessActs(customer, rows[0]?.id ?? '');
    expect(acts.map(({ action, subjectName }) => [action, subjectName])).toEqual([['contacts.update', 'Ada']]);
    expect((await listStaffAccesses(tenantCtx(other.workspace), { limit: 50 })).rows).toEqual([]);
    expect(await why(staffAccessActs(tenantCtx(other.workspace), rows[0]?.id ?? ''))).toBe('not-found');
  });
});
