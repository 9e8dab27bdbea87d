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

/**
 * Forgets kept sums that nobody has asked for in so many days, those whose scope begins with one of `choices` in one: who asks for old
 * ones has them taken anew, and what is forgotten can be counted again.
 */
export function forgetOldSums(ctx: SystemCtx, days: number, choices: readonly string[]): Promise<number> {
  const now = ctx.now();
  return systemExecute(
    ctx,
    sql`DELETE FROM kept_sums WHERE at < ${now}::timestamptz - ${days} * interval '1 day'
      OR at < ${now}::timestamptz - interval '1 day' AND split_part(scope, ' ', 1) = ANY(${[...choices]}::text[])`,
  );
}
