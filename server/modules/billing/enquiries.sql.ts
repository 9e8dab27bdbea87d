import { sql, systemRows } from '#server/db/sql.ts';
import type { SystemCtx } from '#server/lib/context.ts';

/**
 * Deletes enquiries that were closed before a moment, at most so many, with the system mails written about them, which hold the same
 * names. Answers how many.
 */
export async function forgetEnquiries(ctx: SystemCtx, before: Date, most: number): Promise<number> {
  const rows = await systemRows<{ count: number }>(
    ctx,
    sql`WITH gone AS (
      DELETE FROM enquiries WHERE id IN (
        SELECT id FROM enquiries WHERE state = 'closed' AND "stateAt" < ${before}::timestamptz
        ORDER BY "stateAt" LIMIT ${most}::int FOR UPDATE SKIP LOCKED
      ) RETURNING id
    ), mails AS (
      DELETE FROM system_mails m USING gone
      WHERE m.kind IN ('enquiry-arrived', 'enquiry-received') AND m.data ->> 'enquiryId' = gone.id::text
    )
    SELECT count(*)::int AS count FROM gone`,
  );
  return rows[0]?.count ?? 0;
}
