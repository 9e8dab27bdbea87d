import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import type { User } from '#server/db/generated/client.ts';
import { runWaitingJobs } from '#server/jobs/slice.ts';
import { BadCredentials, InvalidInput, InvalidState, NotFound, RateLimited } from '#server/lib/errors.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { goodPassword, mailsTo, makeMember, personCtx, visitorCtx } from '#tests/people.ts';
import { signedLink } from '../notifications/index.ts';
import type { PersonLinkKind } from '../notifications/schemas.ts';
import { accessOf, endOwnSessions } from './access.ts';
import { blockByLink, blockByPassword, blockMyself } from './block-person.ts';
import { changePassword } from './change-password.ts';
import { identityJobs } from './identity.job.ts';
import { createStaff, createUser, findSession, redeemTicket } from './index.ts';
import { linkRefusal } from './person-links.ts';
import { askAccessLinks, readResetLink, resetPassword } from './reset-password.ts';
import {
  confirmSecondFactor,
  endSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  startSecondFactor,
} from './second-factor.ts';
import { checkSignIn, checkSignInCode } from './sign-in.ts';

useDatabase();

type Now = () => Date;
const passwords = [
  'una barca bianca sul canale',
  'tre corvi sopra il campanile',
  'pane duro e latte di capra',
  'la nebbia copre il ponte vecchio',
  'sette sedie intorno al tavolo',
];
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error as { data?: { reason?: string } }).data?.reason ?? error,
  );
const ask = (username: string, password = goodPassword) => ({ username, password, surface: 'portal' }) as const;
const fresh = (user: User) => systemCtx().db.user.findUniqueOrThrow({ where: { id: user.id } });
const runJobs = (now?: Now) => runWaitingJobs(identityJobs, () => systemCtx(now), 10);

describe('a new password', () => {
  it.each([
    ['password1234', 'password-weak'],
    ['nuova nuova nuova', 'password-weak'],
    ['quattro gatti sul tetto', undefined],
  ])('%j of somebody’s own: %s', async (next, reason) => {
    const user = await makeMember();
    expect(await refusal(changePassword(personCtx(user), { current: goodPassword, next }))).toBe(reason);
  });

  it('that holds the username or the address is refused', async () => {
    const user = await makeMember();
    const next = `${user.username} sul ponte vecchio`;
    const error = await changePassword(personCtx(user), { current: goodPassword, next }).catch((caught) => caught);
    expect(error).toMatchObject({ data: { field: 'next', reason: 'password-contains-name' } });
  });

  it('is judged at registration and for staff too', async () => {
    const who = { username: 'bruno', email: 'bruno@posta.example', name: 'Bruno Colli' };
    const weak = createUser(systemCtx(), { ...who, password: 'Cantine2026', company: 'Cantine Colli' });
    await expect(weak).rejects.toMatchObject({ data: { field: 'password', reason: 'password-weak' } });
    const staff = createStaff(systemCtx(), { ...who, role: 'support', password: 'qwertyuiop' });
    await expect(staff).rejects.toThrow(InvalidInput);
  });

  it('is none of the last five; the sixth before may come back', async () => {
    const clock = testClock();
    const user = await makeMember(systemCtx(clock.now));
    // As for whoever was there before the last ones were kept.
    await systemCtx().db.usedPassword.deleteMany({ where: { userId: user.id } });
    let current = goodPassword;
    const change = (next: string) => changePassword(personCtx(user, clock.now), { current, next });
    expect(await refusal(change(goodPassword))).toBe('password-same');
    for (const next of passwords.slice(0, 4)) {
      clock.advance(86_400_000);
      await change(next);
      current = next;
    }
    for (const used of [goodPassword, ...passwords.slice(0, 3)])
      expect(await refusal(change(used))).toBe('password-used');
    clock.advance(86_400_000);
    await change(passwords[4] ?? '');
    current = passwords[4] ?? '';
    expect(await systemCtx().db.usedPassword.count({ where: { userId: user.id } })).toBe(5);
    expect(await refusal(change(goodPassword))).toBeUndefined();
  });

  it('ends the other sessions and is told by mail, with a way to block', async () => {
    const user = await makeMember();
    const stations = [];
    for (const surface of ['portal', 'console'] as const) {
      if (surface === 'console')
        await systemCtx().db.staffMembership.create({ data: { userId: user.id, role: 'support' } });
      const { ticket } = await checkSignIn(visitorCtx(), { ...ask(user.username), surface });
      stations.push((await redeemTicket(systemCtx(), ticket))?.sessionId ?? '');
    }
    const [portal = '', console = ''] = stations;
    await changePassword(personCtx(user, undefined, portal), { current: goodPassword, next: passwords[0] ?? '' });
    expect(await findSession(systemCtx(), portal, 'portal')).toMatchObject({ state: 'active' });
    expect(await findSession(systemCtx(), console, 'console')).toEqual({ state: 'ended', why: 'revoked' });
    const [mail] = await mailsTo(user.email);
    expect(mail).toMatchObject({ kind: 'password-changed', data: { username: user.username, browser: 'Firefox' } });
    await blockByLink(visitorCtx(), tokenOf('block', String(mail?.data.blockLinkId)));
    expect((await fresh(user)).blockedAt).not.toBeNull();
  });
});

const tokenOf = (kind: PersonLinkKind, linkId: string) => signedLink(kind, linkId).split('/').at(-1) ?? '';

/** Asks for a link as the page does, lets the job run, and answers the tokens of the mail that came. */
async function askFor(login: string, email: string, now?: Now, what: 'reset' | 'block' = 'reset') {
  const before = (await mailsTo(email)).length;
  await askAccessLinks(visitorCtx(now), { login, surface: 'portal', what });
  await runJobs(now);
  const [mail] = (await mailsTo(email)).slice(before);
  const people = (mail?.data.people ?? []) as { username: string; linkId: string; kind: PersonLinkKind }[];
  return people.map(({ username, linkId, kind }) => ({ username, token: tokenOf(kind, linkId) }));
}

describe('a link for a new password', () => {
  it('answers alike whoever is asked for, and writes to whom it concerns only', async () => {
    const user = await makeMember();
    for (const login of [user.username, user.email, 'nessuno', 'nessuno@posta.example']) {
      expect(await askAccessLinks(visitorCtx(), { login, surface: 'portal', what: 'reset' })).toBeUndefined();
    }
    await runJobs();
    expect((await mailsTo(user.email)).map(({ kind }) => kind)).toEqual(['reset-password', 'reset-password']);
    expect(await systemCtx().db.systemMail.count({ where: { to: { contains: 'nessuno' } } })).toBe(0);
  });

  it('opens once: sets the password, ends sessions and open tickets, lifts a block, and is told', async () => {
    const user = await makeMember();
    const { ticket } = await checkSignIn(visitorCtx(), ask(user.username));
    const session = await redeemTicket(systemCtx(), ticket);
    const { ticket: pending } = await checkSignIn(visitorCtx(), ask(user.username));
    const [link] = await askFor(user.username, user.email);
    const token = link?.token ?? '';
    expect(await readResetLink(visitorCtx(), token)).toMatchObject({ username: user.username });
    expect(await refusal(resetPassword(visitorCtx(), { token, password: 'password1234' }))).toBe('password-weak');
    expect(await refusal(resetPassword(visitorCtx(), { token, password: goodPassword }))).toBe('password-same');
    await systemCtx().db.user.update({ where: { id: user.id }, data: { blockedAt: new Date() } });
    await resetPassword(visitorCtx(), { token, password: passwords[0] ?? '' });
    expect(await fresh(user)).toMatchObject({ blockedAt: null });
    expect(await findSession(systemCtx(), session?.sessionId ?? '', 'portal')).toEqual({
      state: 'ended',
      why: 'revoked',
    });
    expect(await redeemTicket(systemCtx(), pending)).toBeNull();
    await expect(checkSignIn(visitorCtx(), ask(user.username))).rejects.toThrow(BadCredentials);
    expect(await checkSignIn(visitorCtx(), ask(user.username, passwords[0]))).toMatchObject({ needsCode: false });
    expect((await mailsTo(user.email)).map(({ kind }) => kind)).toEqual(['reset-password', 'password-changed']);
    expect(await readResetLink(visitorCtx(), token)).toEqual({ refusal: 'used' });
    expect(await refusal(resetPassword(visitorCtx(), { token, password: passwords[1] ?? '' }))).toBe('link-used');
  });

  it('sets one password when it is pressed twice at once', async () => {
    const user = await makeMember();
    const token = (await askFor(user.username, user.email))[0]?.token ?? '';
    const both = await Promise.all(
      passwords.slice(0, 2).map((password) => refusal(resetPassword(visitorCtx(), { token, password }))),
    );
    expect(both.filter((reason) => reason === undefined)).toHaveLength(1);
    expect(both).toContain('link-used');
  });

  it('is void after its hour, once a newer one was sent, and when it is forged', async () => {
    const clock = testClock();
    const user = await makeMember(systemCtx(clock.now));
    const [first] = await askFor(user.username, user.email, clock.now);
    clock.advance(1000);
    const [second] = await askFor(user.email.toUpperCase().toLowerCase(), user.email, clock.now);
    const open = (token = '') => readResetLink(visitorCtx(clock.now), token);
    expect(await open(first?.token)).toEqual({ refusal: 'superseded' });
    expect(await open(second?.token)).toMatchObject({ username: user.username });
    expect(await open(`${second?.token}x`)).toEqual({ refusal: 'unknown' });
    expect(await open(signedLink('activate', user.id).split('/').at(-1))).toEqual({ refusal: 'unknown' });
    clock.advance(3_600_000);
    expect(await open(second?.token)).toEqual({ refusal: 'expired' });
  });

  it('comes in one mail for all whom the address belongs to, each named; a name in another case finds them', async () => {
    const first = await makeMember(systemCtx(), { email: 'Ufficio_Stampa@posta.example' });
    const second = await makeMember(systemCtx(), { email: 'ufficio_stampa@posta.example' });
    // `_` stands for any letter in LIKE.
    const near = await makeMember(systemCtx(), { email: 'ufficioxstampa@posta.example' });
    const links = await askFor('ufficio_stampa@posta.example', first.email);
    expect(links.map(({ username }) => username)).toEqual([first.username, second.username]);
    expect(await mailsTo(second.email)).toEqual([]);
    expect(await mailsTo(near.email)).toEqual([]);
    expect(await readResetLink(visitorCtx(), links[1]?.token ?? '')).toMatchObject({ username: second.username });
  });

  it('is sent five times an hour and no more, and to nobody without an access', async () => {
    const clock = testClock();
    const user = await makeMember(systemCtx(clock.now));
    for (let n = 0; n < 7; n++) await askFor(user.username, user.email, clock.now);
    expect(await mailsTo(user.email)).toHaveLength(5);
    const gone = await makeMember(systemCtx(clock.now));
    await systemCtx().db.user.update({ where: { id: gone.id }, data: { disabledAt: clock.now() } });
    await askFor(gone.username, gone.email, clock.now);
    expect(await mailsTo(gone.email)).toEqual([]);
  });

  it('leads staff to the console’s page', async () => {
    const { user } = await createStaff(systemCtx(), {
      username: 'staffa',
      email: 'staffa@posta.example',
      role: 'support',
    });
    await askAccessLinks(visitorCtx(), { login: user.username, surface: 'console', what: 'reset' });
    await runJobs();
    expect(await mailsTo(user.email)).toMatchObject([{ data: { people: [{ kind: 'console-reset' }] } }]);
  });
});

it.each([
  [null, 'a', 'unknown'],
  [{ usedAt: new Date(0) }, 'a', 'used'],
  [{}, 'b', 'superseded'],
  [{ expiresAt: new Date(500) }, 'a', 'expired'],
  [{ expiresAt: new Date(1000) }, 'a', 'expired'],
  [{}, 'a', null],
])('says of the link %j, the newest being %s: %s', (over, newest, reason) => {
  const link = over && { id: 'a', usedAt: null, expiresAt: new Date(2000), ...over };
  expect(linkRefusal(link, { id: newest }, new Date(1000))).toBe(reason);
});

const codeOf = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

async function withSecondFactor(now: Now) {
  const user = await makeMember(systemCtx(now));
  const ctx = personCtx(user, now);
  const { secret } = await startSecondFactor(ctx, { password: goodPassword });
  const { codes } = await confirmSecondFactor(ctx, { code: codeOf(secret, now()) });
  const enter = async (code: string) => {
    const { ticket: challenge, needsCode } = await checkSignIn(visitorCtx(now), ask(user.username));
    expect(needsCode).toBe(true);
    return checkSignInCode(visitorCtx(now), { challenge, code });
  };
  return { user, ctx, secret, codes, enter };
}

describe('the second factor', () => {
  it('is on only after a first code, and its secret lies sealed', async () => {
    const clock = testClock();
    const user = await makeMember(systemCtx(clock.now));
    const ctx = personCtx(user, clock.now);
    expect(await refusal(startSecondFactor(ctx, { password: 'sbagliata' }))).toBe('password-wrong');
    const { secret, square } = await startSecondFactor(ctx, { password: goodPassword });
    expect(square.every((row) => row.length === square.length)).toBe(true);
    expect(JSON.stringify(await systemCtx().db.secondFactor.findMany())).not.toContain(secret);
    expect(await checkSignIn(visitorCtx(clock.now), ask(user.username))).toMatchObject({ needsCode: false });
    expect(await refusal(confirmSecondFactor(ctx, { code: '000000' }))).toBe('code-wrong');
    await confirmSecondFactor(ctx, { code: codeOf(secret, clock.now()) });
    expect(await checkSignIn(visitorCtx(clock.now), ask(user.username))).toMatchObject({ needsCode: true });
    expect(await refusal(startSecondFactor(ctx, { password: goodPassword }))).toBe('second-factor-on');
    expect((await mailsTo(user.email)).map(({ kind }) => kind)).toEqual(['second-factor']);
  });

  it('asks for the code after the password; the challenge alone opens nothing, and not for long', async () => {
    const clock = testClock();
    const { user, secret } = await withSecondFactor(clock.now);
    clock.advance(30_000);
    const { ticket: challenge } = await checkSignIn(visitorCtx(clock.now), ask(user.username));
    expect(await redeemTicket(systemCtx(clock.now), challenge)).toBeNull();
    const code = codeOf(secret, clock.now());
    for (const forged of ['x.y', `${challenge}x`, challenge.replace(/^./, 'A'), ''])
      expect(await refusal(checkSignInCode(visitorCtx(clock.now), { challenge: forged, code }))).toBe('challenge-over');
    const { ticket } = await checkSignInCode(visitorCtx(clock.now), { challenge, code });
    expect(await redeemTicket(systemCtx(clock.now), ticket)).not.toBeNull();
    clock.advance(300_000);
    const late = checkSignInCode(visitorCtx(clock.now), { challenge, code: codeOf(secret, clock.now()) });
    expect(await refusal(late)).toBe('challenge-over');
  });

  it('takes a code once, also from two stations at the same time', async () => {
    const clock = testClock();
    const { secret, enter } = await withSecondFactor(clock.now);
    expect(await refusal(enter(codeOf(secret, clock.now())))).toBe('code-wrong');
    clock.advance(30_000);
    const code = codeOf(secret, clock.now());
    const both = await Promise.all([refusal(enter(code)), refusal(enter(code))]);
    expect(both.sort()).toEqual(['code-wrong', undefined]);
  });

  it('takes each recovery code once, typed anyhow, and says how many are left', async () => {
    const clock = testClock();
    const { user, ctx, codes, enter } = await withSecondFactor(clock.now);
    const [first = '', second = ''] = codes;
    expect(await enter(first)).toMatchObject({ recoveryCodesLeft: 9 });
    expect(await refusal(enter(first))).toBe('code-wrong');
    expect(await enter(second.toUpperCase().replace('-', ' '))).toMatchObject({ recoveryCodesLeft: 8 });
    expect(JSON.stringify(await systemCtx().db.recoveryCode.findMany({ where: { userId: user.id } }))).not.toContain(
      first,
    );
    const renewed = await renewRecoveryCodes(ctx, { password: goodPassword });
    expect(await refusal(enter(codes[2] ?? ''))).toBe('code-wrong');
    expect(await enter(renewed.codes[0] ?? '')).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it('slows wrong codes down as it does passwords', async () => {
    const clock = testClock();
    const { enter } = await withSecondFactor(clock.now);
    for (let n = 0; n < 5; n++) expect(await refusal(enter(`00000${n}`))).toBe('code-wrong');
    await expect(enter('000009')).rejects.toThrow(RateLimited);
  });

  it('goes off with password and code, or by an administrator, who is not asked; the person is told', async () => {
    const clock = testClock();
    const { user, ctx, secret } = await withSecondFactor(clock.now);
    clock.advance(30_000);
    const code = codeOf(secret, clock.now());
    expect(await refusal(endSecondFactor(ctx, { password: 'sbagliata', code }))).toBe('password-wrong');
    expect(await refusal(endSecondFactor(ctx, { password: goodPassword, code: '000000' }))).toBe('code-wrong');
    await endSecondFactor(ctx, { password: goodPassword, code });
    expect((await accessOf(ctx)).secondFactor).toBeNull();
    expect(await systemCtx().db.recoveryCode.count({ where: { userId: user.id } })).toBe(0);
    const other = await withSecondFactor(clock.now);
    clock.advance(1000);
    await resetSecondFactor(systemCtx(clock.now), other.user);
    expect((await accessOf(other.ctx)).secondFactor).toBeNull();
    expect((await mailsTo(other.user.email)).map(({ data }) => data.event)).toEqual(['added', 'reset']);
    await expect(resetSecondFactor(systemCtx(clock.now), other.user)).rejects.toThrow(InvalidState);
  });
});

describe('somebody has my password', () => {
  async function signedIn(user: User) {
    const { ticket } = await checkSignIn(visitorCtx(), ask(user.username));
    return (await redeemTicket(systemCtx(), ticket))?.sessionId ?? '';
  }

  it('closes everything at once, and the right password says how to get back in', async () => {
    const user = await makeMember();
    const sessionId = await signedIn(user);
    const { ticket: open } = await checkSignIn(visitorCtx(), ask(user.username));
    await blockMyself(personCtx(user, undefined, sessionId));
    expect(await findSession(systemCtx(), sessionId, 'portal')).toEqual({ state: 'ended', why: 'blocked' });
    expect(await redeemTicket(systemCtx(), open)).toBeNull();
    expect(await refusal(checkSignIn(visitorCtx(), ask(user.username)))).toBe('person-blocked');
    await expect(checkSignIn(visitorCtx(), ask(user.username, 'sbagliata'))).rejects.toThrow(BadCredentials);
    const [mail] = await mailsTo(user.email);
    expect(mail?.kind).toBe('access-blocked');
    const token = tokenOf(mail?.data.kind as PersonLinkKind, String(mail?.data.linkId));
    await resetPassword(visitorCtx(), { token, password: passwords[0] ?? '' });
    expect(await checkSignIn(visitorCtx(), ask(user.username, passwords[0]))).toMatchObject({ needsCode: false });
  });

  it('from the login page works by the right password alone; a wrong one blocks nobody', async () => {
    const user = await makeMember();
    await expect(blockByPassword(visitorCtx(), ask(user.username, 'sbagliata'))).rejects.toThrow(BadCredentials);
    await expect(blockByPassword(visitorCtx(), ask('nessuno'))).rejects.toThrow(BadCredentials);
    expect((await fresh(user)).blockedAt).toBeNull();
    await blockByPassword(visitorCtx(), ask(user.username));
    await blockByPassword(visitorCtx(), ask(user.username));
    expect((await fresh(user)).blockedWhy).toBe('password-lost');
    expect((await mailsTo(user.email)).map(({ kind }) => kind)).toEqual(['access-blocked']);
  });

  it('or by a mailed link, once; asking for one by somebody’s name blocks nobody', async () => {
    const user = await makeMember();
    const [link] = await askFor(user.username, user.email, undefined, 'block');
    expect((await fresh(user)).blockedAt).toBeNull();
    expect(await refusal(resetPassword(visitorCtx(), { token: link?.token ?? '', password: passwords[0] ?? '' }))).toBe(
      'link-unknown',
    );
    await blockByLink(visitorCtx(), link?.token ?? '');
    expect((await fresh(user)).blockedAt).not.toBeNull();
    expect(await refusal(blockByLink(visitorCtx(), link?.token ?? ''))).toBe('link-used');
    expect(await refusal(blockByLink(visitorCtx(), 'forged'))).toBe('link-unknown');
  });
});

describe('open sessions', () => {
  it('are one’s own: another’s does not exist, one’s own ends', async () => {
    const [mine, theirs] = [await makeMember(), await makeMember()];
    const ids = [];
    for (const user of [mine, theirs]) {
      const { ticket } = await checkSignIn(visitorCtx(), ask(user.username));
      ids.push((await redeemTicket(systemCtx(), ticket))?.sessionId ?? '');
    }
    const [own = '', other = ''] = ids;
    const ctx = personCtx(mine, undefined, own);
    await expect(endOwnSessions(ctx, other)).rejects.toThrow(NotFound);
    expect((await accessOf(ctx)).sessions).toMatchObject([{ id: own, own: true, device: { browser: 'Firefox' } }]);
    expect(await endOwnSessions(ctx, null)).toEqual({ ended: 0 });
    expect(await endOwnSessions(ctx, own)).toEqual({ ended: 1 });
    expect(await findSession(systemCtx(), own, 'portal')).toEqual({ state: 'ended', why: 'revoked' });
  });
});
