import type { SystemDb, TenantDb } from '../db/client.ts';
import type { Log } from './log.ts';

/** Who acts. **Automation** is the platform itself: not a person, it can't sign in. */
export type Actor =
  | { kind: 'person'; id: string; name: string; sessionId: string | null }
  | { kind: 'api-key'; id: string; name: string }
  | { kind: 'automation'; name: 'Automation' }
  | { kind: 'public'; name: string };

/** Where a request came from. */
export type RequestOrigin = { id: string; address: string; agent: string };

export type WorkspaceFacts = {
  id: string;
  slug: string;
  name: string;
  timezone: string;
  language: string;
};

type Base = {
  actor: Actor;
  log: Log;
  now: () => Date;
  request?: RequestOrigin;
};

/** One workspace: a member's own, or any other kind narrowed to it. What verbs on customers' things take. */
export type TenantCtx = Base & {
  kind: 'member' | 'staff' | 'system' | 'public';
  workspace: WorkspaceFacts;
  db: TenantDb;
};

/** A member of staff at the console: with a purpose and an end. */
export type StaffCtx = Base & { kind: 'staff'; purpose: string; until: Date; db: SystemDb };

/** The platform's own work across workspaces, before it narrows to one. */
export type SystemCtx = Base & { kind: 'system'; db: SystemDb };

/** A token or a form, before any workspace is known. */
export type PublicCtx = Base & { kind: 'public'; db: SystemDb };

export type AnyCtx = TenantCtx | StaffCtx | SystemCtx | PublicCtx;
/** Every context that sees the whole installation. */
export type WideCtx = StaffCtx | SystemCtx | PublicCtx;

export const automation: Actor = { kind: 'automation', name: 'Automation' };

/** Narrows a wide context to one workspace. `tenantDb` is handed in, so that this file stays free of the database. */
export function narrowTo(ctx: WideCtx, workspace: WorkspaceFacts, tenantDb: (id: string) => TenantDb): TenantCtx {
  const { actor, log, now, request, kind } = ctx;
  return {
    kind,
    actor,
    now,
    ...(request ? { request } : {}),
    log: log.child({ workspace: workspace.slug }),
    workspace,
    db: tenantDb(workspace.id),
  };
}
