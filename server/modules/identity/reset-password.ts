import { inTransaction } from '#server/db/client.ts';
import type { User } from '#server/db/generated/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { PublicCtx, SystemCtx, WideCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { networkOf } from '#server/lib/network.ts';
import { hashPassword } from '#server/lib/password-hash.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import type { PersonLinkKind } from '../notifications/schemas.ts';
import { recentProviderSettings } from '../workspaces/index.ts';
import { closeEverything } from './block-person.ts';
import { sendAccessLinksJob } from './jobs.ts';
import { aboutPerson, judgePassword, refuseUsedPassword, storePassword } from './password-rules.ts';
import { findLink, type LinkRefusal, makeLink, resetKinds, useLink } from './person-links.ts';
import { mailPerson } from './person-mail.ts';
import type { AskLinkInput, ResetPasswordInput } from './schemas.ts';

/** In an hour one person is sent so many links of a sort, whoever asks for them. */
const LINKS_AN_HOUR = 5;

/**
 * Asks for links by mail: to set a new password, or to block an access. Whoever the name or address belongs to, or nobody, the
 * answer is the same after the same work: a job is put into the queue, and that finds out.
 */
export async function askAccessLinks(ctx: PublicCtx, input: AskLinkInput): Promise<void> {
  const address = ctx.request?.address ?? '';
  await consumeAttempt('ask-access-links', networkOf(address) || 'unknown', { points: 30, seconds: 900 });
  await enqueue(ctx, sendAccessLinksJob, { ...input, address });
}

/** Which page of whose surface a person's link opens; null for somebody who may enter nowhere. */
async function linkKindFor(
  ctx: WideCtx,
  user: User,
  asked: AskLinkInput,
): Promise<{ kind: PersonLinkKind; console: boolean } | null> {
  if (user.disabledAt) return null;
  const [staff, member] = await Promise.all([
    ctx.db.staffMembership.count({ where: { userId: user.id, endedAt: null } }),
    ctx.db.membership.count({ where: { userId: user.id } }),
  ]);
  if (staff + member === 0) return null;
  const console = member === 0 || (asked.surface === 'console' && staff > 0);
  if (asked.what === 'block') return { kind: 'block', console };
  return { kind: console ? 'console-reset' : 'reset', console };
}

const kindsLike = (kind: PersonLinkKind) => (kind === 'block' ? ['block'] : [...resetKinds]);

/** The job behind `askAccessLinks`. Several people with one address get one mail that names each username. */
export async function sendAccessLinks(ctx: SystemCtx, asked: AskLinkInput & { address: string }): Promise<void> {
  const byName = await ctx.db.user.findUnique({ where: { username: asked.login } });
  const found = byName
    ? [byName]
    : await ctx.db.user.findMany({
        // ILIKE in truth, which reads `_` as any letter: the exact ones are picked below.
        where: { email: { equals: asked.login, mode: 'insensitive' } },
        orderBy: { id: 'asc' },
        take: 50,
      });
  const users = byName ? found : found.filter((user) => user.email.toLowerCase() === asked.login);
  const minutes = (await recentProviderSettings())['people.reset-minutes'];
  const origin = { ...ctx, request: { id: '', address: asked.address, agent: '' } };
  await inTransaction(origin, async (tx) => {
    const people: { username: string; linkId: string; kind: PersonLinkKind }[] = [];
    for (const user of users) {
      const link = await linkKindFor(tx, user, asked);
      if (!link) continue;
      const hourAgo = new Date(tx.now().getTime() - 3_600_000);
      const recent = await tx.db.personLink.count({
        // The links at the foot of notices live longer and count for nothing here.
        where: {
          userId: user.id,
          kind: { in: kindsLike(link.kind) },
          createdAt: { gt: hourAgo },
          expiresAt: { lte: new Date(tx.now().getTime() + minutes * 60_000) },
        },
      });
      if (recent >= LINKS_AN_HOUR) continue;
      people.push({
        username: user.username,
        linkId: await makeLink(tx, user.id, link.kind, minutes),
        kind: link.kind,
      });
    }
    const [first] = users;
    if (!first || people.length === 0) return;
    await queueSystemMail(tx, {
      kind: asked.what === 'block' ? 'block-access' : 'reset-password',
      to: first.email,
      language: first.language,
      data: { people, minutes },
    });
  });
}

/** Mails one person a link for a new password: an administrator's button, and what follows a block. Answers the link's id. */
export async function sendResetLink(
  ctx: WideCtx,
  user: User,
  surface: 'portal' | 'console',
): Promise<{ linkId: string; kind: PersonLinkKind; expiresAt: Date }> {
  const minutes = (await recentProviderSettings())['people.reset-minutes'];
  return inTransaction(ctx, async (tx) => {
    const kind: PersonLinkKind = surface === 'console' ? 'console-reset' : 'reset';
    const linkId = await makeLink(tx, user.id, kind, minutes);
    const data = { people: [{ username: user.username, linkId, kind }], minutes };
    await queueSystemMail(tx, { kind: 'reset-password', to: user.email, language: user.language, data });
    await audit(tx, {
      action: 'identity.send-reset-link',
      subject: { kind: 'person', id: user.id, name: user.name },
    });
    return { linkId, kind, expiresAt: new Date(tx.now().getTime() + minutes * 60_000) };
  });
}

/** What a reset page shows: whose password it is, or why the link opens nothing. */
export async function readResetLink(
  ctx: PublicCtx,
  token: string,
): Promise<{ username: string; about: string[] } | { refusal: LinkRefusal }> {
  await consumeAttempt('open-person-link', networkOf(ctx.request?.address ?? '') || 'unknown', {
    points: 120,
    seconds: 900,
  });
  const { link, refusal } = await findLink(ctx, token, resetKinds);
  if (!link) return { refusal };
  return { username: link.user.username, about: Object.values(await aboutPerson(ctx, link.user)) };
}

/**
 * Sets a new password by a mailed link, once. All sessions end, a block is lifted, and a second mail says that it happened.
 * InvalidState `link-…`, or InvalidInput for a password that the rules refuse.
 */
export async function resetPassword(ctx: PublicCtx, input: ResetPasswordInput): Promise<{ username: string }> {
  await consumeAttempt('open-person-link', networkOf(ctx.request?.address ?? '') || 'unknown', {
    points: 120,
    seconds: 900,
  });
  const { link, refusal } = await findLink(ctx, input.token, resetKinds);
  if (!link) throw new InvalidState({ reason: `link-${refusal}` });
  const { user } = link;
  await judgePassword(input.password, await aboutPerson(ctx, user), 'password');
  await refuseUsedPassword(ctx, user, input.password, 'password');
  const passwordHash = await hashPassword(input.password);
  const actor = { kind: 'person', id: user.id, name: user.name, sessionId: null } as const;
  await inTransaction({ ...ctx, actor }, async (tx) => {
    if (!(await useLink(tx, link.id))) throw new InvalidState({ reason: 'link-used' });
    await storePassword(tx, user, passwordHash);
    await closeEverything(tx, user.id, 'revoked');
    await tx.db.user.update({ where: { id: user.id }, data: { blockedAt: null, blockedWhy: null } });
    await audit(tx, {
      action: 'identity.reset-password',
      subject: { kind: 'person', id: user.id, name: user.name },
      ...(user.blockedAt ? { before: { blocked: true } } : {}),
    });
    await mailPerson(tx, user, 'password-changed', {});
  });
  return { username: user.username };
}
