import { describe, expect, it } from 'vitest';
import type { PublicCtx } from '#server/lib/context.ts';
import { BadCredentials, RateLimited } from '#server/lib/errors.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { checkSignIn, createStaff, createUser, findSession, joinWorkspace, redeemTicket } from './index.ts';

useDatabase();

const publicCtx = (now?: () => Date): PublicCtx => ({
  ...systemCtx(now),
  kind: 'public',
  actor: { kind: 'public', name: 'sign-in' },
  request: { id: 'r', address: '192.0.2.7', agent: 'test' },
});

let serial = 0;
async function member(now?: () => Date) {
  const ctx = systemCtx(now);
  const username = `anna${++serial}`;
  const user = await createUser(ctx, {
    username,
    email: `${username}@example.it`,
    name: 'Anna',
    password: 'una parola lunga',
  });
  await joinWorkspace(await makeWorkspace(ctx), user, 'owner');
  return { ctx, username };
}

async function signIn(username: string, now?: () => Date) {
  const { ticket } = await checkSignIn(publicCtx(now), { username, password: 'una parola lunga', surface: 'portal' });
  return redeemTicket(systemCtx(now), ticket);
}

describe('signing in', () => {
  it('ends the older session and says why', async () => {
    const { ctx, username } = await member();
    const first = await signIn(username);
    const second = await signIn(username);
    expect(await findSession(ctx, first?.sessionId ?? '', 'portal')).toEqual({ state: 'ended', why: 'replaced' });
    expect(await findSession(ctx, second?.sessionId ?? '', 'portal')).toMatchObject({ state: 'active', username });
  });

  it('redeems a ticket once, and not after its minute', async () => {
    const clock = testClock();
    const { username } = await member(clock.now);
    const ask = { username, password: 'una parola lunga', surface: 'portal' } as const;
    const { ticket } = await checkSignIn(publicCtx(clock.now), ask);
    expect(await redeemTicket(systemCtx(clock.now), ticket)).not.toBeNull();
    expect(await redeemTicket(systemCtx(clock.now), ticket)).toBeNull();
    const late = await checkSignIn(publicCtx(clock.now), ask);
    clock.advance(61_000);
    expect(await redeemTicket(systemCtx(clock.now), late.ticket)).toBeNull();
  });

  it('answers alike for a wrong password, an unknown name and a surface that is not the person’s', async () => {
    const { username } = await member();
    const attempts = [
      { username, password: 'sbagliata', surface: 'portal' },
      { username: 'nessuno', password: 'una parola lunga', surface: 'portal' },
      { username, password: 'una parola lunga', surface: 'console' },
    ] as const;
    for (const attempt of attempts) await expect(checkSignIn(publicCtx(), attempt)).rejects.toThrow(BadCredentials);
  });

  it('slows an account down after ten attempts', async () => {
    const { username } = await member();
    const wrong = { username, password: 'sbagliata', surface: 'portal' } as const;
    for (let i = 0; i < 10; i++) await expect(checkSignIn(publicCtx(), wrong)).rejects.toThrow(BadCredentials);
    await expect(checkSignIn(publicCtx(), wrong)).rejects.toThrow(RateLimited);
  });

  it('expires a session that was idle for half a day, and demands a new password after ninety', async () => {
    const clock = testClock();
    const { ctx, username } = await member(clock.now);
    const session = await signIn(username, clock.now);
    clock.advance(13 * 3_600_000);
    expect(await findSession(ctx, session?.sessionId ?? '', 'portal')).toEqual({ state: 'ended', why: 'expired' });
    clock.advance(90 * 86_400_000);
    const again = await signIn(username, clock.now);
    expect(await findSession(ctx, again?.sessionId ?? '', 'portal')).toMatchObject({ mustChangePassword: true });
  });

  it('gives staff a one-time password that must be changed', async () => {
    const { user, password } = await createStaff(systemCtx(), {
      username: 'marta',
      email: 'm@example.it',
      role: 'administrator',
    });
    const { ticket } = await checkSignIn(publicCtx(), { username: user.username, password, surface: 'console' });
    const session = await redeemTicket(systemCtx(), ticket);
    expect(await findSession(systemCtx(), session?.sessionId ?? '', 'console')).toMatchObject({
      mustChangePassword: true,
    });
  });
});
