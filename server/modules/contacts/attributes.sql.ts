import { sql, tenantExecute, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';

/** Takes an attribute's value out of every contact that has one; answers how many did. */
export function dropAttributeValues(ctx: TenantCtx, key: string): Promise<number> {
  return tenantExecute(
    ctx,
    sql`UPDATE contacts SET attributes = attributes - ${key}::text
      WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND attributes ? ${key}::text`,
  );
}

const SECONDS = 20;

/** How many contacts have a value of the attribute. */
export async function countValues(ctx: TenantCtx, key: string): Promise<number> {
  const rows = await tenantRowsWithin<{ n: number }>(
    ctx,
    SECONDS,
    sql`SELECT count(*)::int AS n FROM contacts WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND attributes ? ${key}::text`,
  );
  return rows[0]?.n ?? 0;
}

/** How many contacts have each of the choices, counted in one pass. */
export async function countChoices(
  ctx: TenantCtx,
  key: string,
  choices: readonly string[],
): Promise<{ choice: string; contacts: number }[]> {
  return tenantRowsWithin<{ choice: string; contacts: number }>(
    ctx,
    SECONDS,
    sql`SELECT choice, coalesce(counted.n, 0) AS contacts
      FROM unnest(${[...choices]}::text[]) WITH ORDINALITY AS asked (choice, place)
      LEFT JOIN (SELECT attributes->>${key}::text AS value, count(*)::int AS n FROM contacts
        WHERE "workspaceId" = ${ctx.workspace.id}::uuid GROUP BY 1) counted ON counted.value = choice
      ORDER BY place`,
  );
}
