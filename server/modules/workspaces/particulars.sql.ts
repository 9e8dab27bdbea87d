import { sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';

/** One save of the particulars at a time: the second waits, and then finds the version of the first. */
export async function lockParticulars(tx: TenantCtx): Promise<void> {
  await tenantRows(tx, sql`SELECT 1 FROM workspaces WHERE id = ${tx.workspace.id}::uuid FOR NO KEY UPDATE`);
}
