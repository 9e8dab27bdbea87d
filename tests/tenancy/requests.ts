import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { NotFound, NotSignedIn } from '#server/lib/errors.ts';
import { openAccessOf, roleIn, staffRoleOf } from '#server/modules/identity/index.ts';
import { entitled, findWorkspaceBySlug } from '#server/modules/workspaces/index.ts';
import { rootRouter } from '#server/root-router.ts';
import { createCallerFactory, type Meta, type RequestContext } from '#server/trpc/procedures.ts';
import { systemCtx } from '#tests/database.ts';

export type Request = {
  surface: 'portal' | 'console';
  /** Undefined: nobody is signed in. */
  person?: {
    userId: string;
    username: string;
    name: string;
    sessionId: string;
    mustChangePassword?: boolean;
    mustAddSecondFactor?: boolean;
  };
  /** The workspace that the request names. */
  slug?: string;
};

const request = { id: '00000000-0000-7000-8000-000000000000', address: '192.0.2.66', agent: 'attacker/1.0' };

/** What server/request-context.ts makes of cookies and headers, made of plain values: the look-ups are the real ones. */
function requestContext({ surface, person, slug }: Request): RequestContext {
  const actor = person
    ? ({ kind: 'person', id: person.userId, name: person.name, sessionId: person.sessionId } as const)
    : ({ kind: 'public', name: 'public' } as const);
  const wide: SystemCtx = { ...systemCtx(), actor, request };
  const open = { mustChangePassword: false, mustAddSecondFactor: false };
  const session = person && { ...open, ...person };
  return {
    session,
    publicCtx: { ...wide, kind: 'public' },
    sentence: (kind) => kind,
    personCtx: () => wide,
    async member() {
      if (!session) throw new NotSignedIn();
      const ctx = await findWorkspaceBySlug(wide, slug ?? '');
      if (surface === 'console') {
        const access = await openAccessOf(wide, session.userId, ctx.workspace.id);
        if (!access) throw new NotFound({ what: 'staff-access' });
        return { ctx: { ...ctx, kind: 'staff' }, role: access.role };
      }
      const role = await roleIn(wide, session.userId, ctx.workspace.id);
      if (!role) throw new NotFound({ what: 'workspace' });
      return { ctx: { ...ctx, kind: 'member' }, role };
    },
    async entitled(ctx, feature) {
      await entitled(ctx, feature);
    },
    async staff() {
      if (!session || surface !== 'console') throw new NotSignedIn();
      const role = await staffRoleOf(wide, session.userId);
      if (!role) throw new NotFound({ what: 'staff' });
      const ctx: StaffCtx = { ...wide, kind: 'staff', purpose: 'console', until: new Date(Date.now() + 3_600_000) };
      return { ctx, role };
    },
  };
}

const createCaller = createCallerFactory(rootRouter);

export type Procedure = { path: string; type: string; meta: Meta | undefined; inputs: number };
type Definition = { _def: { type: string; meta?: Meta; inputs: unknown[] } };

/** Every procedure that the server answers, by path. */
export function allProcedures(): Procedure[] {
  const procedures: Record<string, unknown> = rootRouter._def.procedures;
  return Object.entries(procedures).map(([path, procedure]) => {
    const { type, meta, inputs } = (procedure as Definition)._def;
    return { path, type, meta, inputs: inputs.length };
  });
}

/** Calls a procedure by its path, as the HTTP adapter would. */
export async function call(path: string, from: Request, input?: unknown): Promise<unknown> {
  const caller: unknown = createCaller(requestContext(from));
  const procedure = path.split('.').reduce<unknown>((node, key) => Reflect.get(node as object, key), caller);
  return (procedure as (input: unknown) => Promise<unknown>)(input);
}
