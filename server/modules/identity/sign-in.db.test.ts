import { describe, expect, it } from 'vitest';
import { BadCredentials, RateLimited } from '#server/lib/errors.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { goodPassword, mailsTo, makeMember, personCtx, visitorCtx } from '#tests/people.ts';
import { setProviderSetting } from '../workspaces/index.ts';
import { accessOf, listSignIns, setNewStationMail } from './access.ts';
import { sweepPeople } from './identity.job.ts';
import { checkSignIn, createStaff, findSession, redeemTicket } from './index.ts';

useDatabase();

const home = '192.0.2.7';
const away = '198.51.100.9';

async function signIn(username: string, now?: () => Date, address = home, agent?: string) {
  const ask = { username, password: goodPassword, surface: 'portal' } as const;
  const { ticket } = await checkSignIn(visitorCtx(now, address, agent), ask);
  return redeemTicket(systemCtx(now), ticket);
}

/** Tries passwords one after the other; answers what refused each. */
async function guess(username: string, passwords: string[], now: () => Date, address = home) {
  const refusals: unknown[] = [];
  for (const password of passwords) {
    const tried = checkSignIn(visitorCtx(now, address), { username, password, surface: 'portal' });
    refusals.push(await tried.catch((error: unknown) => error));
  }
  return refusals;
}
const guesses = (count: number, word = 'sbagliata') => Array.from({ length: count }, (_, n) => `${word} ${n}`);

describe('signing in', () => {
  it('ends the older session and says why', async () => {
    const { username } = await makeMember();
    const ctx = systemCtx();
    const first = await signIn(username);
    const second = await signIn(username);
    expect(await findSession(ctx, first?.sessionId ?? '', 'portal')).toEqual({ state: 'ended', why: 'replaced' });
    expect(await findSession(ctx, second?.sessionId ?? '', 'portal')).toMatchObject({ state: 'active', username });
  });

  it('redeems a ticket once, and not after its minute', async () => {
    const clock = testClock();
    const { username } = await makeMember(systemCtx(clock.now));
    const ask = { username, password: goodPassword, surface: 'portal' } as const;
    const { ticket } = await checkSignIn(visitorCtx(clock.now), ask);
    expect(await redeemTicket(systemCtx(clock.now), ticket)).not.toBeNull();
    expect(await redeemTicket(systemCtx(clock.now), ticket)).toBeNull();
    const late = await checkSignIn(visitorCtx(clock.now), ask);
    clock.advance(61_000);
    expect(await redeemTicket(systemCtx(clock.now), late.ticket)).toBeNull();
  });

  it('answers alike for a wrong password, an unknown name and a surface that is not the person’s', async () => {
    const { username } = await makeMember();
    const attempts = [
      { username, password: 'sbagliata', surface: 'portal' },
      { username: 'nessuno', password: goodPassword, surface: 'portal' },
      { username, password: goodPassword, surface: 'console' },
    ] as const;
    for (const attempt of attempts) await expect(checkSignIn(visitorCtx(), attempt)).rejects.toThrow(BadCredentials);
  });

  it('expires a session that was idle for half a day, and demands a new password after ninety', async () => {
    const clock = testClock();
    const ctx = systemCtx(clock.now);
    const { username } = await makeMember(ctx);
    const session = await signIn(username, clock.now);
    clock.advance(13 * 3_600_000);
    expect(await findSession(ctx, session?.sessionId ?? '', 'portal')).toEqual({ state: 'ended', why: 'expired' });
    clock.advance(75 * 86_400_000);
    const soon = await signIn(username, clock.now);
    expect(await findSession(ctx, soon?.sessionId ?? '', 'portal')).toMatchObject({
      mustChangePassword: false,
      passwordDaysLeft: 14,
    });
    clock.advance(15 * 86_400_000);
    const again = await signIn(username, clock.now);
    expect(await findSession(ctx, again?.sessionId ?? '', 'portal')).toMatchObject({ mustChangePassword: true });
  });

  it('gives staff a one-time password that must be changed', async () => {
    const input = { username: 'marta', email: 'm@example.it', role: 'administrator' } as const;
    const { user, password } = await createStaff(systemCtx(), input);
    const { ticket } = await checkSignIn(visitorCtx(), { username: user.username, password, surface: 'console' });
    const session = await redeemTicket(systemCtx(), ticket);
    const find = () => findSession(systemCtx(), session?.sessionId ?? '', 'console');
    expect(await find()).toMatchObject({ mustChangePassword: true, mustAddSecondFactor: true });
    await setProviderSetting(systemCtx(), 'people.staff-second-factor', false);
    expect(await find()).toMatchObject({ mustAddSecondFactor: false });
    await setProviderSetting(systemCtx(), 'people.staff-second-factor', true);
  });
});

describe('attempts are slowed', () => {
  it('by distinct wrong passwords, with the time to wait; then the right one opens again', async () => {
    const clock = testClock();
    const { username } = await makeMember(systemCtx(clock.now));
    const refusals = await guess(username, guesses(6), clock.now);
    expect(refusals.slice(0, 5).every((error) => error instanceof BadCredentials)).toBe(true);
    expect(refusals[5]).toMatchObject({ data: { reason: 'sign-in-slowed', retryAfterSeconds: 30, unit: 'seconds' } });
    await expect(signIn(username, clock.now)).rejects.toThrow(RateLimited);
    clock.advance(30_000);
    expect(await signIn(username, clock.now)).not.toBeNull();
    // What went before the sign-in is forgiven.
    expect((await guess(username, ['altra'], clock.now))[0]).toBeInstanceOf(BadCredentials);
  });

  it('not by the same wrong one, however often a client repeats it', async () => {
    const clock = testClock();
    const { username } = await makeMember(systemCtx(clock.now));
    const repeated = await guess(username, Array<string>(12).fill('la password di prima'), clock.now);
    expect(repeated.every((error) => error instanceof BadCredentials)).toBe(true);
    expect(await signIn(username, clock.now)).not.toBeNull();
  });

  it('alike for names that nobody has', async () => {
    const clock = testClock();
    const refusals = await guess('nessuno.davvero', guesses(6), clock.now);
    expect(refusals[4]).toBeInstanceOf(BadCredentials);
    expect(refusals[5]).toMatchObject({ data: { reason: 'sign-in-slowed', retryAfterSeconds: 30 } });
  });

  it('where they are made: a stranger’s guesses elsewhere don’t keep the person out', async () => {
    const clock = testClock();
    const { username } = await makeMember(systemCtx(clock.now));
    expect(await signIn(username, clock.now)).not.toBeNull();
    // Many networks, past the account's allowance.
    for (const network of [1, 2, 3, 4]) {
      await guess(username, guesses(5, `rete ${network}`), clock.now, `203.0.${network}.5`);
    }
    await expect(signIn(username, clock.now, away)).rejects.toThrow(RateLimited);
    expect(await signIn(username, clock.now, home)).not.toBeNull();
  });

  it('by network, but never for the right password of somebody who works there', async () => {
    const clock = testClock();
    const office = '198.18.0.1';
    const colleague = await makeMember(systemCtx(clock.now));
    const newcomer = await makeMember(systemCtx(clock.now));
    expect(await signIn(colleague.username, clock.now, office)).not.toBeNull();
    for (let n = 0; n < 20; n++) await guess(`nome.${n}`, ['provo'], clock.now, office);
    const [wrong] = await guess(colleague.username, ['sbagliata'], clock.now, office);
    expect(wrong, 'a wrong password tells nothing of who works there').toBeInstanceOf(RateLimited);
    await expect(signIn(newcomer.username, clock.now, office)).rejects.toThrow(RateLimited);
    expect(await signIn(colleague.username, clock.now, office)).not.toBeNull();
    expect(await signIn(newcomer.username, clock.now, away)).not.toBeNull();
  });

  it('never by one client that repeats one wrong password: the office goes on', async () => {
    const clock = testClock();
    const office = '198.18.7.1';
    const { username } = await makeMember(systemCtx(clock.now));
    const { username: stale } = await makeMember(systemCtx(clock.now));
    for (let round = 0; round < 15; round++) await guess(stale, ['la password di prima'], clock.now, office);
    expect(await signIn(username, clock.now, office)).not.toBeNull();
  });

  it('under a burst of requests at once, too', async () => {
    const { username } = await makeMember();
    const tries = guesses(40, 'insieme').map((password) =>
      checkSignIn(visitorCtx(undefined, '198.18.9.9'), { username, password, surface: 'portal' }).catch(
        (error: unknown) => error,
      ),
    );
    const wrong = (await Promise.all(tries)).filter((error) => error instanceof BadCredentials);
    expect(wrong.length).toBeLessThanOrEqual(20);
  });
});

describe('a person’s own sign-ins', () => {
  it('are listed with those that failed, and no other’s', async () => {
    const clock = testClock();
    const user = await makeMember(systemCtx(clock.now));
    const other = await makeMember(systemCtx(clock.now));
    await guess(user.username, ['sbagliata'], clock.now, away);
    clock.advance(1000);
    await signIn(user.username, clock.now);
    await signIn(other.username, clock.now);
    const all = await listSignIns(personCtx(user, clock.now), { limit: 50 });
    expect(all.rows.map(({ outcome, address }) => [outcome, address])).toEqual([
      ['signed-in', home],
      ['wrong-password', away],
    ]);
    const first = await listSignIns(personCtx(user, clock.now), { limit: 1 });
    const second = await listSignIns(personCtx(user, clock.now), { limit: 1, cursor: first.next });
    expect(second.rows).toMatchObject([{ outcome: 'wrong-password' }]);
    expect(second.next).toBeNull();
  });

  it('are told by mail from a new station: not the first, not a known one, not an updated browser', async () => {
    const user = await makeMember();
    const kinds = async () => (await mailsTo(user.email)).map(({ kind }) => kind);
    await signIn(user.username);
    await signIn(user.username, undefined, '192.0.2.200');
    await signIn(
      user.username,
      undefined,
      home,
      'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
    );
    expect(await kinds()).toEqual([]);
    await signIn(user.username, undefined, away);
    expect(await kinds()).toEqual(['new-station']);
    await setNewStationMail(personCtx(user), false);
    await signIn(user.username, undefined, '203.0.113.1');
    expect(await kinds()).toEqual(['new-station']);
    expect((await accessOf(personCtx(user))).newStationMail).toBe(false);
  });

  it('are kept as long as the setting says', async () => {
    const clock = testClock();
    const user = await makeMember(systemCtx(clock.now));
    await signIn(user.username, clock.now);
    const count = () => systemCtx().db.signInAttempt.count({ where: { userId: user.id } });
    clock.advance(179 * 86_400_000);
    await sweepPeople(systemCtx(clock.now));
    expect(await count()).toBe(1);
    clock.advance(2 * 86_400_000);
    await sweepPeople(systemCtx(clock.now));
    expect(await count()).toBe(0);
  });
});
