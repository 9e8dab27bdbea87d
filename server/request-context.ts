import { randomUUID } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { languageCookie, parseLanguage } from '#i18n/languages.ts';
import type { MemberRole, StaffRole, WorkspaceRole } from '#shared/permissions.ts';
import { type AuthSurface, authOptions, sessionCookie } from './auth/next-auth.ts';
import { demoMembers, demoPassword, demoStaff } from './config/demo-logins.ts';
import { env } from './config/env.ts';
import { systemDb } from './db/client.ts';
import { errorSentencesIn } from './http/error-sentences.ts';
import { clientAddress } from './lib/client-address.ts';
import type { Actor, PublicCtx, RequestOrigin, StaffCtx, SystemCtx, TenantCtx } from './lib/context.ts';
import { NotFound, NotSignedIn, RateLimited } from './lib/errors.ts';
import { createLog } from './lib/log.ts';
import {
  endAccessesOf,
  endSession,
  type FoundSession,
  findSession,
  hadAccess,
  membershipsOf,
  openAccessOf,
  readBlockLink,
  readResetLink,
  redeemTicket,
  roleIn,
  staffRoleOf,
} from './modules/identity/index.ts';
import {
  entitled,
  entitlementsOf,
  findWorkspaceBySlug,
  providerSettings,
  recentProviderSettings,
} from './modules/workspaces/index.ts';
import type { Feature, RequestContext } from './trpc/procedures.ts';

/**
 * Where the web process puts engines and modules together: sessions behind next-auth, contexts behind tRPC and pages.
 */
let log: ReturnType<typeof createLog> | undefined;
const webLog = () => {
  log ??= createLog('web');
  return log;
};
const now = () => new Date();
const nobody: Actor = { kind: 'public', name: 'public' };

export function systemContext(
  actor: Actor = { kind: 'automation', name: 'Automation' },
  request?: RequestOrigin,
): SystemCtx {
  const child = request ? webLog().child({ request: request.id }) : webLog();
  return { kind: 'system', actor, db: systemDb(), log: child, now, ...(request ? { request } : {}) };
}

export function publicContext(request: RequestOrigin): PublicCtx {
  return { ...systemContext(nobody, request), kind: 'public' };
}

export function authFor(surface: AuthSurface) {
  return authOptions(surface, { redeem: (ticket) => redeemTicket(systemContext(), ticket) }, webLog());
}

/** Request id, address and agent out of a request's headers. */
export function originOfRequest(headers: Headers): RequestOrigin {
  return {
    id: headers.get('x-request-id') ?? randomUUID(),
    address: clientAddress(headers.get('x-postino-peer') ?? '', headers.get('x-forwarded-for'), env().TRUSTED_PROXIES),
    agent: (headers.get('user-agent') ?? '').slice(0, 400),
  };
}

/** The session on a surface, looked up once a request. Null: nobody. */
export const currentSession = cache(async (surface: AuthSurface): Promise<FoundSession | null> => {
  const session = await getServerSession(authFor(surface));
  const sid = session && 'sid' in session && typeof session.sid === 'string' ? session.sid : '';
  return sid ? findSession(systemContext(), sid, surface) : null;
});

/** Says an error in the person's language: by its reason where one is worded, else by its kind. */
async function errorSentences(): Promise<RequestContext['sentence']> {
  const locale = parseLanguage((await cookies()).get(languageCookie)?.value);
  return errorSentencesIn(locale);
}

/**
 * Staff in a customer's workspace by an access of theirs: the customer's context, in which every act bears the staff's name. NotFound
 * without an access that holds.
 */
async function staffInside(
  ctx: TenantCtx,
  wide: SystemCtx,
  session: { userId: string; sessionId: string; name: string },
): Promise<{ ctx: TenantCtx; role: WorkspaceRole }> {
  const access = await openAccessOf(wide, session.userId, ctx.workspace.id);
  if (!access) throw new NotFound({ what: 'staff-access', reason: 'staff-access-none' });
  const { userId: id, sessionId, name } = session;
  return {
    ctx: { ...ctx, kind: 'staff', actor: { kind: 'person', id, name: `${name} (staff)`, sessionId } },
    role: access.role,
  };
}

/**
 * Whose session opens a workspace's pages in this browser: the console's while it holds an access to it, so that the strip says
 * so; the portal's otherwise.
 */
export const surfaceOfWorkspace = cache(async (slug: string): Promise<AuthSurface> => {
  const session = await currentSession('console');
  if (session?.state !== 'active') return 'portal';
  const ctx = systemContext();
  const workspace = await findWorkspaceBySlug(ctx, slug).catch(() => undefined);
  const access = workspace && (await openAccessOf(ctx, session.userId, workspace.workspace.id));
  return access ? 'console' : 'portal';
});

/** Asked once a request, however many procedures of a batch ask for it. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

/** What tRPC procedures and server components work with. `workspaceSlug` comes from the page's URL. */
export async function createRequestContext(input: {
  headers: Headers;
  surface: AuthSurface;
  workspaceSlug: string | null;
}): Promise<RequestContext> {
  const request = originOfRequest(input.headers);
  const found = await currentSession(input.surface);
  const session = found?.state === 'active' ? found : undefined;
  const actor: Actor = session
    ? { kind: 'person', id: session.userId, name: session.name, sessionId: session.sessionId }
    : nobody;
  const sentence = await errorSentences();
  const bought = new Map<Feature, Promise<unknown>>();
  return {
    session,
    sentence,
    publicCtx: publicContext(request),
    personCtx: () => systemContext(actor, request),
    member: once(async () => {
      if (!session) throw new NotSignedIn();
      const wide = systemContext(actor, request);
      const ctx = await findWorkspaceBySlug(wide, input.workspaceSlug ?? '');
      if (input.surface === 'console') return staffInside(ctx, wide, session);
      const role = await roleIn(wide, session.userId, ctx.workspace.id);
      if (!role) throw new NotFound({ what: 'workspace' });
      return { ctx: { ...ctx, kind: 'member' as const }, role };
    }),
    async entitled(ctx, feature) {
      const asked = bought.get(feature) ?? entitled(ctx, feature);
      bought.set(feature, asked);
      await asked;
    },
    staff: once(async () => {
      if (!session || input.surface !== 'console') throw new NotSignedIn();
      const wide = systemContext(actor, request);
      const role = await staffRoleOf(wide, session.userId);
      if (!role) throw new NotFound({ what: 'staff' });
      const ctx: StaffCtx = {
        ...wide,
        kind: 'staff',
        purpose: 'console',
        until: new Date(now().getTime() + 3_600_000),
      };
      return { ctx, role };
    }),
  };
}

/** The provider's name, for pages before anybody signs in. */
export const brandName = cache(async (): Promise<string> => (await providerSettings(systemContext()))['provider.name']);

type ActiveSession = Extract<FoundSession, { state: 'active' }>;

/** Where a person's portal begins. */
export async function homeOf(session: ActiveSession): Promise<string> {
  const [first] = await membershipsOf(systemContext(), session.userId);
  return first ? `/w/${first.slug}` : '/w';
}

/** Leads whoever is not signed in to the login, and whoever must change the password to that page and nowhere else (H4). */
export async function requireSession(surface: AuthSurface, passwordPath: string): Promise<ActiveSession> {
  const session = await currentSession(surface);
  const head = await headers();
  const path = head.get('x-postino-path') ?? '/';
  if (session?.state !== 'active') {
    const next = path + (head.get('x-postino-search') ?? '');
    redirect(`${surface === 'console' ? '/admin/login' : '/login'}?next=${encodeURIComponent(next)}`);
  }
  if ((session.mustChangePassword || session.mustAddSecondFactor) && path !== passwordPath) redirect(passwordPath);
  return session;
}

/** Staff whose access has ended meanwhile go back to the customer's page in the console, which says so. */
async function leadStaffBack(slug: string): Promise<void> {
  const [member, staff] = await Promise.all([currentSession('portal'), currentSession('console')]);
  if (member?.state === 'active' || staff?.state !== 'active') return;
  const ctx = await findWorkspaceBySlug(systemContext(), slug).catch(() => undefined);
  if (ctx && (await hadAccess(systemContext(), staff.userId, ctx.workspace.id))) {
    redirect(`/admin/customers/${ctx.workspace.id}?access=ended`);
  }
}

/** What the portal's frame shows. A workspace that is not the person's does not exist for them; `access`: staff are inside. */
export const portalFrame = cache(async (slug: string) => {
  const surface = await surfaceOfWorkspace(slug);
  if (surface === 'portal') await leadStaffBack(slug);
  const session = await requireSession(
    surface,
    surface === 'console' ? '/admin/password' : `/w/${slug}/settings/password`,
  );
  const context = await createRequestContext({ headers: await headers(), surface, workspaceSlug: slug });
  try {
    const { ctx, role } = await context.member();
    const [access, memberships, entitlements, workspace] = await Promise.all([
      surface === 'console' ? openAccessOf(systemContext(), session.userId, ctx.workspace.id) : undefined,
      surface === 'portal' ? membershipsOf(systemContext(), session.userId) : [],
      entitlementsOf(ctx),
      ctx.db.workspace.findFirst({ where: { id: ctx.workspace.id }, select: { state: true, stateReason: true } }),
    ]);
    const trial = entitlements.find((entitlement) => entitlement.trial && entitlement.until);
    return {
      session,
      surface,
      role,
      ctx,
      access,
      memberships,
      features: [...new Set(entitlements.map((entitlement) => entitlement.feature))],
      trialUntil: trial?.until ?? null,
      suspended: workspace?.state === 'suspended' ? { why: workspace.stateReason } : null,
    };
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});

/** What the console's frame shows; for staff only. */
export const consoleFrame = cache(async () => {
  const session = await requireSession('console', '/admin/password');
  const role = await staffRoleOf(systemContext(), session.userId);
  if (!role) redirect('/admin/login');
  const settings = await recentProviderSettings();
  return { session, role, withoutSecondFactor: !settings['people.staff-second-factor'] };
});

/** Staff leave a customer's workspace: their access ends. Answers where they go on. */
export async function leaveAsStaff(slug: string): Promise<string> {
  const { ctx, session, surface } = await portalFrame(slug);
  if (surface !== 'console') return `/w/${slug}`;
  const request = originOfRequest(await headers());
  await endAccessesOf({ ...systemContext(ctx.actor, request) }, session.userId, ctx.workspace.id);
  return `/admin/customers/${ctx.workspace.id}`;
}

/** What the page behind a mailed link for a new password shows; too many from one network are told to wait. */
export async function resetLink(token: string) {
  try {
    return await readResetLink(publicContext(originOfRequest(await headers())), token);
  } catch (error) {
    if (error instanceof RateLimited) return { refusal: 'busy' } as const;
    throw error;
  }
}

/** Why a mailed link blocks nothing; null where it would. */
export async function blockLinkRefusal(token: string): Promise<string | null> {
  return readBlockLink(publicContext(originOfRequest(await headers())), token);
}

/** Ends the session of this station. */
export async function signOut(surface: AuthSurface): Promise<void> {
  const session = await currentSession(surface);
  if (session?.state === 'active') await endSession(systemContext(), session.sessionId, 'signed-out');
  (await cookies()).delete(sessionCookie(surface));
}

export const supportAddress = cache(
  async (): Promise<string> => (await providerSettings(systemContext()))['provider.support-address'],
);

/** Whom the demo lets in on a surface; undefined on an installation of one's own. */
export function demoLogins(surface: AuthSurface) {
  if (!env().demo) return undefined;
  const people: { username: string; role: MemberRole | StaffRole }[] =
    surface === 'console'
      ? demoStaff.map(({ username, role }) => ({ username, role }))
      : demoMembers.map(({ username, role }) => ({ username, role }));
  return { password: demoPassword, people };
}
