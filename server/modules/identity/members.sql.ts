import { sql, systemRows } from '#server/db/sql.ts';
import type { SystemCtx } from '#server/lib/context.ts';

/** One at a time changes who belongs to a workspace: two owners who step down at once must not both find the other still there. */
export async function lockMembers(tx: SystemCtx, workspaceId: string): Promise<void> {
  await systemRows(tx, sql`SELECT pg_advisory_xact_lock(hashtext('identity.members'), hashtext(${workspaceId}))::text`);
}
