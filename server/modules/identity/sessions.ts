import type { Surface } from '#server/db/generated/client.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { recentProviderSettings } from '../workspaces/index.ts';
import { sessionRow } from './session-row.sql.ts';

const DAY_MS = 86_400_000;
/** `lastSeenAt` is written at most this often: a page makes several requests. */
const TOUCH_MS = 60_000;

export type FoundSession =
  | {
      state: 'active';
      sessionId: string;
      userId: string;
      username: string;
      name: string;
      email: string;
      language: string;
      theme: string;
      mustChangePassword: boolean;
      /** Staff without a second factor, where the provider asks for one: only the page that adds it opens. */
      mustAddSecondFactor: boolean;
      /** Whole days until the password must be changed. */
      passwordDaysLeft: number;
    }
  | { state: 'ended'; why: string };

/** The session behind a cookie, if it is one of that surface; expires it when it has been idle or old for too long. */
export async function findSession(ctx: SystemCtx, sessionId: string, surface: Surface): Promise<FoundSession | null> {
  const session = await sessionRow(ctx, sessionId, surface);
  if (!session) return null;
  if (session.endedAt) return { state: 'ended', why: session.endedWhy ?? 'expired' };
  const now = ctx.now();
  const settings = await recentProviderSettings();
  const idleUntil = session.lastSeenAt.getTime() + settings['people.session-idle-days'] * DAY_MS;
  if (now >= session.expiresAt || now.getTime() >= idleUntil || session.barred) {
    await endSession(ctx, sessionId, 'expired');
    return { state: 'ended', why: 'expired' };
  }
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_MS) {
    await ctx.db.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { lastSeenAt: now } });
  }
  const lasts = session.passwordChangedAt.getTime() + settings['people.password-days'] * DAY_MS - now.getTime();
  return {
    state: 'active',
    sessionId,
    userId: session.userId,
    username: session.username,
    name: session.name,
    email: session.email,
    language: session.language,
    theme: session.theme,
    mustChangePassword: session.mustChangePassword || lasts <= 0,
    mustAddSecondFactor: surface === 'console' && settings['people.staff-second-factor'] && !session.secondFactor,
    passwordDaysLeft: Math.max(0, Math.floor(lasts / DAY_MS)),
  };
}

/** Ends a session; harmless when it has ended already. */
export async function endSession(ctx: SystemCtx, sessionId: string, why: string): Promise<void> {
  await ctx.db.session.updateMany({
    where: { id: sessionId, endedAt: null },
    data: { endedAt: ctx.now(), endedWhy: why },
  });
}
