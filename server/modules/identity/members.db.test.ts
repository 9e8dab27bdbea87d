import { describe, expect, it } from 'vitest';
import type { PublicCtx, SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { DomainError } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { signedLink } from '../notifications/index.ts';
import { createUser, joinWorkspace } from './create-user.ts';
import { acceptInvitation, checkInvitation, joinByInvitation } from './invitations-accept.ts';
import { invitePerson, resendInvitation, revokeInvitation } from './invitations-send.ts';
import { listInvitations, listMembers } from './members.ts';
import { changeRole, handOver, leaveWorkspace, removeMember } from './members-change.ts';
import { resetMemberFactor } from './reset-member-factor.ts';
import { roleIn } from './roles.ts';
import { checkSignIn } from './sign-in.ts';

useDatabase();

const DAY_MS = 86_400_000;
const password = 'sette parole piuttosto lunghe';
let serial = 0;

type Person = { id: string; name: string; email: string; username: string };
const as = (person: Person, now?: () => Date): SystemCtx => ({
  ...systemCtx(now),
  actor: { kind: 'person', id: person.id, name: person.name, sessionId: null },
});
const stranger = (now?: () => Date): PublicCtx => ({
  ...systemCtx(now),
  kind: 'public',
  actor: { kind: 'public', name: 'public' },
  request: { id: 'r', address: `198.51.100.${++serial}`, agent: 'test' },
});
async function person(tenant?: TenantCtx, role: 'owner' | 'editor' = 'editor'): Promise<Person> {
  const name = `Persona ${++serial}`;
  const user = await createUser(systemCtx(), {
    username: `persona.${serial}`,
    email: `persona${serial}@posta.example`,
    name,
    password,
  });
  if (tenant) await joinWorkspace(tenant, user, role);
  return user;
}
async function office() {
  const tenant = await makeWorkspace();
  return { tenant, workspace: tenant.workspace, owner: await person(tenant, 'owner') };
}
const tokenOf = (id: string) => signedLink('invite', id).split('/invite/')[1] ?? '';
const why = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? (error.data.reason ?? error.kind) : Promise.reject(error)),
  );
const entry = (token: string) => ({
  token,
  name: 'Nuova',
  username: `nuova.${++serial}`,
  password,
  language: 'it' as const,
});

describe('an invitation', () => {
  it('is mailed, says to what it invites, and lets a new person in with the address it was mailed to', async () => {
    const { workspace, owner } = await office();
    const { id } = await invitePerson(as(owner), workspace, { email: 'Rita@posta.example', role: 'analyst' });
    const mail = await systemCtx().db.systemMail.findFirstOrThrow({ where: { kind: 'invitation' } });
    expect(mail).toMatchObject({ to: 'Rita@posta.example', workspaceId: workspace.id });
    expect(JSON.stringify(mail.data)).not.toContain(tokenOf(id));
    expect(await checkInvitation(stranger(), tokenOf(id))).toMatchObject({
      ok: true,
      workspace: workspace.name,
      role: 'analyst',
      inviter: owner.name,
    });
    const { slug, username } = await acceptInvitation(stranger(), entry(tokenOf(id)));
    expect(slug).toBe(workspace.slug);
    const members = await listMembers(as(owner), workspace);
    expect(members.find((member) => member.username === username)).toMatchObject({
      email: 'Rita@posta.example',
      role: 'analyst',
      secondFactor: false,
    });
    expect(await listInvitations(as(owner), workspace)).toEqual([]);
  });

  it('opens once: to two tabs at the same moment it makes one person', async () => {
    const { workspace, owner } = await office();
    const { id } = await invitePerson(as(owner), workspace, { email: 'due@posta.example', role: 'editor' });
    const tabs = await Promise.all([1, 2].map(() => why(acceptInvitation(stranger(), entry(tokenOf(id))))));
    expect(tabs.sort()).toEqual(['done', 'invitation-used']);
    expect(await listMembers(as(owner), workspace)).toHaveLength(2);
  });

  it('says why it does not open: unknown, expired, revoked, used; sent again it opens anew', async () => {
    const clock = testClock();
    const { workspace, owner } = await office();
    const ctx = as(owner, clock.now);
    const reason = async (token: string) => {
      const check = await checkInvitation(stranger(clock.now), token);
      return check.ok ? 'opens' : check.reason;
    };
    const { id } = await invitePerson(ctx, workspace, { email: 'tre@posta.example', role: 'sender' });
    for (const token of ['x', 'k1..', tokenOf(uuid7()), signedLink('activate', id).split('/').at(-1) ?? '']) {
      expect(await reason(token), token).toBe('unknown');
      expect(await why(acceptInvitation(stranger(clock.now), entry(token)))).toBe('invitation-unknown');
    }
    clock.advance(7 * DAY_MS);
    expect(await reason(tokenOf(id))).toBe('expired');
    expect(await why(acceptInvitation(stranger(clock.now), entry(tokenOf(id))))).toBe('invitation-expired');
    await resendInvitation(ctx, workspace, id);
    expect(await reason(tokenOf(id))).toBe('opens');
    await revokeInvitation(ctx, workspace, id);
    expect(await reason(tokenOf(id))).toBe('revoked');
    expect(await why(resendInvitation(ctx, workspace, id))).toBe('invitation-over');
    const again = await invitePerson(ctx, workspace, { email: 'tre@posta.example', role: 'sender' });
    await acceptInvitation(stranger(clock.now), entry(tokenOf(again.id)));
    expect(await reason(tokenOf(again.id))).toBe('used');
  });

  it('is refused for who belongs there or is invited already, in any spelling; a member who opens one leaves it unused', async () => {
    const { workspace, owner } = await office();
    const ctx = as(owner);
    const invite = (email: string) => why(invitePerson(ctx, workspace, { email, role: 'editor' }));
    expect(await invite(owner.email.toUpperCase())).toBe('already-member');
    expect(await invite('quattro@posta.example')).toBe('done');
    expect(await invite('Quattro@Posta.example')).toBe('already-invited');
    const [invitation] = await listInvitations(ctx, workspace);
    expect(await why(joinByInvitation(ctx, tokenOf(invitation?.id ?? '')))).toBe('already-member');
    expect(await listInvitations(ctx, workspace)).toHaveLength(1);
  });

  it('lets its addressee sign in to accept it, though they belong to no workspace any more', async () => {
    const { tenant, workspace, owner } = await office();
    const gone = await person(tenant);
    await removeMember(as(owner), workspace, gone.id);
    const signIn = () => why(checkSignIn(stranger(), { username: gone.username, password, surface: 'portal' }));
    expect(await signIn()).toBe('bad-credentials');
    await invitePerson(as(owner), workspace, { email: gone.email, role: 'editor' });
    expect(await signIn()).toBe('done');
  });

  it('adds a workspace to whoever is signed in already', async () => {
    const { workspace, owner } = await office();
    const known = await person((await office()).tenant);
    const { id } = await invitePerson(as(owner), workspace, { email: 'cinque@posta.example', role: 'billing' });
    expect(await joinByInvitation(as(known), tokenOf(id))).toEqual({ slug: workspace.slug });
    expect(await roleIn(systemCtx(), known.id, workspace.id)).toBe('billing');
  });
});

describe('the people of a workspace', () => {
  it('never lose their last owner: not by demotion, not by leaving, not by two who step down at once', async () => {
    const { tenant, workspace, owner } = await office();
    const last = changeRole(as(owner), workspace, { userId: owner.id, role: 'editor' });
    expect(await why(last)).toBe('last-owner');
    expect(await why(leaveWorkspace(as(owner), workspace.id))).toBe('last-owner');
    const second = await person(tenant, 'owner');
    const both = [owner, second].map((one) => why(leaveWorkspace(as(one), workspace.id)));
    expect((await Promise.all(both)).sort()).toEqual(['done', 'last-owner']);
    expect(await systemCtx().db.membership.count({ where: { workspaceId: workspace.id, role: 'owner' } })).toBe(1);
  });

  it('are removed by another, lose their role at once and are told; nobody removes themselves', async () => {
    const { tenant, workspace, owner } = await office();
    const editor = await person(tenant);
    expect(await why(removeMember(as(owner), workspace, owner.id))).toBe('remove-self');
    await removeMember(as(owner), workspace, editor.id);
    expect(await roleIn(systemCtx(), editor.id, workspace.id)).toBeUndefined();
    expect(await systemCtx().db.systemMail.count({ where: { kind: 'member-removed', to: editor.email } })).toBe(1);
    expect(await why(removeMember(as(owner), workspace, editor.id))).toBe('not-found');
    expect((await tenant.db.auditEntry.findFirst({ orderBy: { id: 'desc' } }))?.action).toBe('identity.remove-member');
  });

  it('get the ownership handed over in one step', async () => {
    const { tenant, workspace, owner } = await office();
    const editor = await person(tenant);
    await handOver(as(owner), workspace, editor.id);
    expect(await roleIn(systemCtx(), owner.id, workspace.id)).toBe('editor');
    expect(await roleIn(systemCtx(), editor.id, workspace.id)).toBe('owner');
    expect(await why(handOver(as(owner), workspace, editor.id))).toBe('forbidden');
    expect(await why(handOver(as(editor), workspace, (await person()).id))).toBe('not-found');
  });

  it('get a lost second factor reset by an owner, and are told by whom; never one that guards more than the owner’s own', async () => {
    const { tenant, workspace, owner } = await office();
    const editor = await person(tenant);
    const on = new Date();
    const guard = (userId: string) =>
      systemCtx().db.secondFactor.create({ data: { userId, secret: 'x', createdAt: on, confirmedAt: on } });
    await guard(editor.id);
    const reset = (userId: string, by = owner) => why(resetMemberFactor(as(by), workspace, userId));
    expect(await reset(owner.id)).toBe('second-factor-self');
    expect(await reset((await person()).id)).toBe('not-found');

    const second = await office();
    await joinWorkspace(second.tenant, editor, 'analyst');
    expect(await reset(editor.id)).toBe('second-factor-elsewhere');
    await joinWorkspace(second.tenant, owner, 'owner');
    await systemCtx().db.staffMembership.create({ data: { userId: editor.id, role: 'support' } });
    expect(await reset(editor.id)).toBe('second-factor-elsewhere');
    await systemCtx().db.staffMembership.deleteMany({ where: { userId: editor.id } });
    expect((await listMembers(as(owner), workspace)).find((row) => row.self === false)?.secondFactor).toBe(true);

    expect(await reset(editor.id)).toBe('done');
    expect((await listMembers(as(owner), workspace)).find((row) => row.self === false)?.secondFactor).toBe(false);
    const mail = await systemCtx().db.systemMail.findFirstOrThrow({
      where: { kind: 'second-factor', to: editor.email },
    });
    expect(mail.data).toMatchObject({ event: 'resetByOwner', by: owner.name, workspace: workspace.name });
    const entry = await tenant.db.auditEntry.findFirst({ where: { action: 'identity.reset-second-factor' } });
    expect(entry).toMatchObject({ workspaceId: workspace.id, subjectId: editor.id });
    expect(await reset(editor.id)).toBe('second-factor-off');
  });
});
