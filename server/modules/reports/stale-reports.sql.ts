import { sql, systemExecute, systemRows } from '#server/db/sql.ts';
import type { SystemCtx } from '#server/lib/context.ts';

/**
 * Large campaigns of which the kept report is missing, or older than a minute while something has happened since. Sending moves rows
 * each second; afterwards an hour's counter that is not older than the sums says that somebody has read.
 */
export function staleReports(
  ctx: SystemCtx,
  input: { few: number; scope: string; most: number },
): Promise<{ workspaceId: string; campaignId: string }[]> {
  return systemRows(
    ctx,
    sql`SELECT c."workspaceId", c.id AS "campaignId" FROM campaigns c
      LEFT JOIN kept_sums k ON k."workspaceId" = c."workspaceId" AND k."subjectId" = c.id AND k.scope = ${input.scope}
      WHERE c.audience > ${input.few} AND c.state IN ('sending', 'suspended', 'finished', 'closed')
        AND c."startedAt" > ${ctx.now()}::timestamptz - interval '60 days'
        AND (k.at IS NULL OR k.at < ${ctx.now()}::timestamptz - interval '1 minute' AND (
          c.state = 'sending' OR c."stateAt" > k.at
          OR EXISTS (SELECT FROM event_counters n WHERE n."campaignId" = c.id AND n.hour >= date_trunc('hour', k.at, 'UTC'))
            AND k.at < ${ctx.now()}::timestamptz - interval '10 minutes'
        ))
      ORDER BY k.at NULLS FIRST LIMIT ${input.most}`,
  );
}

/** Kept sums that nobody has taken anew for so many days: they can be counted again. */
export function forgetOldSums(ctx: SystemCtx, days: number): Promise<number> {
  return systemExecute(
    ctx,
    sql`DELETE FROM kept_sums WHERE at < ${ctx.now()}::timestamptz - ${days} * interval '1 day'`,
  );
}
