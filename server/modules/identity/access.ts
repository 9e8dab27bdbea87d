import { inTransaction } from '#server/db/client.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { toPage } from '#shared/paging.ts';
import { describeAgent } from '#shared/user-agent.ts';
import { audit } from '../audit/index.ts';
import { recentProviderSettings } from '../workspaces/index.ts';
import { actingPerson } from './acting-person.ts';
import { newStationMailSetting, type SignInsInput } from './schemas.ts';

const DAY_MS = 86_400_000;

/** The acting person's open sessions, second factor, password's age and choice of mails. */
export async function accessOf(ctx: SystemCtx) {
  const user = await actingPerson(ctx);
  const ownSession = ctx.actor.kind === 'person' ? ctx.actor.sessionId : null;
  const [sessions, factor, recoveryCodesLeft, wanted, staff, settings] = await Promise.all([
    ctx.db.session.findMany({
      where: { userId: user.id, endedAt: null, expiresAt: { gt: ctx.now() } },
      orderBy: { lastSeenAt: 'desc' },
      take: 20,
    }),
    ctx.db.secondFactor.findUnique({ where: { userId: user.id }, select: { confirmedAt: true } }),
    ctx.db.recoveryCode.count({ where: { userId: user.id, usedAt: null } }),
    ctx.db.personSetting.findUnique({ where: { userId_key: { userId: user.id, key: newStationMailSetting } } }),
    ctx.db.staffMembership.count({ where: { userId: user.id, endedAt: null } }),
    recentProviderSettings(),
  ]);
  const idleSince = ctx.now().getTime() - settings['people.session-idle-days'] * DAY_MS;
  return {
    username: user.username,
    email: user.email,
    about: [user.name, user.username, user.email, settings['provider.name']],
    passwordChangedAt: user.passwordChangedAt,
    sessions: sessions
      .filter((session) => session.lastSeenAt.getTime() > idleSince)
      .map(({ id, surface, createdAt, lastSeenAt, address, agent }) => ({
        ...{ id, surface, createdAt, lastSeenAt, address },
        device: describeAgent(agent),
        own: id === ownSession,
      })),
    secondFactor: factor?.confirmedAt ? { since: factor.confirmedAt, recoveryCodesLeft } : null,
    /** Staff may not do without, where the provider asks for it. */
    secondFactorNeeded: staff > 0 && settings['people.staff-second-factor'],
    newStationMail: wanted?.value !== false,
  };
}

/** The acting person's attempts to sign in, newest first, those that failed among them. */
export async function listSignIns(ctx: SystemCtx, input: SignInsInput) {
  const user = await actingPerson(ctx);
  const rows = await ctx.db.signInAttempt.findMany({
    where: { userId: user.id, ...(input.cursor ? { id: { lt: input.cursor } } : {}) },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  const shown = rows.map(({ id, at, surface, address, agent, outcome }) => ({
    ...{ id, at, surface, address, outcome },
    device: describeAgent(agent),
  }));
  return toPage(shown, input.limit, (row) => row.id);
}

/** Ends one of the acting person's sessions, or with `id` null all but the one they act from. NotFound for somebody else's. */
export async function endOwnSessions(ctx: SystemCtx, id: string | null): Promise<{ ended: number }> {
  const user = await actingPerson(ctx);
  const own = ctx.actor.kind === 'person' ? ctx.actor.sessionId : null;
  const which = id ? { id } : own ? { id: { not: own } } : {};
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.session.updateMany({
      where: { userId: user.id, endedAt: null, ...which },
      data: { endedAt: tx.now(), endedWhy: 'revoked' },
    });
    if (id && count === 0) throw new NotFound({ what: 'session' });
    if (count > 0) {
      await audit(tx, {
        action: 'identity.end-sessions',
        subject: { kind: 'person', id: user.id, name: user.name },
        after: { ended: count },
      });
    }
    return { ended: count };
  });
}

/** Whether a sign-in from a new station is told by mail. */
export async function setNewStationMail(ctx: SystemCtx, on: boolean): Promise<void> {
  const { id: userId } = await actingPerson(ctx);
  const key = newStationMailSetting;
  await ctx.db.personSetting.upsert({
    where: { userId_key: { userId, key } },
    create: { userId, key, value: on, updatedAt: ctx.now() },
    update: { value: on, updatedAt: ctx.now() },
  });
}
