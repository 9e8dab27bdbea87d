import { sql, tenantExecute } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';

/** Takes an attribute's value out of every contact that has one; answers how many did. */
export function dropAttributeValues(ctx: TenantCtx, key: string): Promise<number> {
  return tenantExecute(
    ctx,
    sql`UPDATE contacts SET attributes = attributes - ${key}::text
      WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND attributes ? ${key}::text`,
  );
}
