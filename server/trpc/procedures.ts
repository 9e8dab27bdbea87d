import { initTRPC } from '@trpc/server';
import superjson from 'superjson';
import { ZodError, z } from 'zod';
import type { PublicCtx, StaffCtx, SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { Forbidden, NotSignedIn } from '#server/lib/errors.ts';
import {
  type MemberPermission,
  memberMay,
  type StaffPermission,
  type StaffRole,
  staffMay,
  type WorkspaceRole,
} from '#shared/permissions.ts';
import { describeError, toTrpcError } from './error-mapping.ts';

export type RequestSession = {
  userId: string;
  username: string;
  name: string;
  sessionId: string;
  mustChangePassword: boolean;
  mustAddSecondFactor: boolean;
};

/** Throws Forbidden while the session opens nothing but the page where the password is changed or the second factor added. */
export function refuseWhileClosed(session: RequestSession): void {
  if (session.mustChangePassword) throw new Forbidden({ reason: 'password-must-change' });
  if (session.mustAddSecondFactor) throw new Forbidden({ reason: 'second-factor-needed' });
}

/** Everything that can be asked of the person behind a request; handed in by the composition (server/request-context.ts). */
export type RequestContext = {
  /** Undefined when nobody is signed in on that surface. */
  session: RequestSession | undefined;
  publicCtx: PublicCtx;
  /** The sentence that says an error to this person, in their language; `reason` in the data makes it more exact. */
  sentence(kind: string, data: Record<string, string | number | boolean | null>): string;
  /** The person's own affairs: sessions, password, preferences. */
  personCtx(): SystemCtx;
  /** The workspace named by the request, if the person is its member or, at the console, holds an open access to it; NotFound otherwise. */
  member(): Promise<{ ctx: TenantCtx; role: WorkspaceRole }>;
  /** Throws NotEntitled unless the workspace has bought the feature. */
  entitled(ctx: TenantCtx, feature: Feature): Promise<void>;
  staff(): Promise<{ ctx: StaffCtx; role: StaffRole }>;
};

export type Feature = 'newsletter' | 'monitor' | 'hosted_mail' | 'relay' | 'migration';

/** What a procedure states about itself; the tenancy attack test refuses one without it. */
export type Meta = { permission: 'public' | 'person' | MemberPermission | StaffPermission; feature?: Feature };

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error, ctx }) {
      const described = describeError(error.cause ?? error);
      const message = ctx?.sentence(described.kind, described.data) ?? described.kind;
      const { stack: _, ...data } = shape.data;
      const field = described.data.field;
      const fieldErrors = typeof field === 'string' ? { [field]: [message] } : undefined;
      const issues = error.cause instanceof ZodError ? z.flattenError(error.cause) : undefined;
      return {
        ...shape,
        message,
        data: {
          ...data,
          kind: described.kind,
          data: described.data,
          reason: described.data.reason ?? null,
          fieldErrors,
          issues,
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Domain errors become tRPC errors in one place; what is not ours stays an internal error and is logged. */
const mapped = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const error = toTrpcError(result.error);
  if (error.code === 'INTERNAL_SERVER_ERROR')
    ctx.publicCtx.log.error({ err: result.error.cause ?? result.error, path }, 'procedure failed');
  return { ...result, error };
});

const base = t.procedure.use(mapped);

/** Anybody; `ctx.public` knows no workspace. */
export const publicProcedure = base
  .meta({ permission: 'public' })
  .use(({ ctx, next }) => next({ ctx: { public: ctx.publicCtx } }));

/** Whoever is signed in, about themselves: `ctx.person`, `ctx.session`. Open also while the password must be changed. */
export const personProcedure = base.meta({ permission: 'person' }).use(({ ctx, next }) => {
  if (!ctx.session) throw toTrpcError(new NotSignedIn());
  return next({ ctx: { person: ctx.personCtx(), session: ctx.session } });
});

/** The one gate of a workspace, for procedures and file routes: throws Forbidden. Who may only look changes nothing. */
export function admit(role: WorkspaceRole, permission: MemberPermission, changes: boolean): void {
  if (role === 'staff-look' && changes) throw new Forbidden({ reason: 'staff-look', permission });
  if (!memberMay(role, permission)) throw new Forbidden({ permission });
}

/** A member whose role has the permission, in a workspace that has bought the feature: `ctx.tenant`. */
export function protectedProcedure(permission: MemberPermission, feature?: Feature) {
  return base.meta({ permission, ...(feature ? { feature } : {}) }).use(async ({ ctx, next, type }) => {
    try {
      if (!ctx.session) throw new NotSignedIn();
      refuseWhileClosed(ctx.session);
      const { ctx: tenant, role } = await ctx.member();
      admit(role, permission, type !== 'query');
      if (feature) await ctx.entitled(tenant, feature);
      return next({ ctx: { tenant, role } });
    } catch (error) {
      throw toTrpcError(error);
    }
  });
}

/** A member of staff whose role has the permission: `ctx.staffCtx`. */
export function staffProcedure(permission: StaffPermission) {
  return base.meta({ permission }).use(async ({ ctx, next }) => {
    try {
      if (!ctx.session) throw new NotSignedIn();
      refuseWhileClosed(ctx.session);
      const { ctx: staffCtx, role } = await ctx.staff();
      if (!staffMay(role, permission)) throw new Forbidden({ permission });
      return next({ ctx: { staffCtx, staffRole: role } });
    } catch (error) {
      throw toTrpcError(error);
    }
  });
}
