import { sql, sqlRaw, systemExecute, systemRows } from '#server/db/sql.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';

const MONTHS_AHEAD = 3;

/**
 * Makes the month partitions that are to come, and drops the months of events that lie wholly past the provider's retention
 * with their counters kept: a report's sums outlive its single events. Idempotent.
 */
export async function keepPartitions(ctx: SystemCtx): Promise<void> {
  await systemRows(ctx, sql`SELECT postino_ensure_partitions(${ctx.now()}::timestamptz, ${MONTHS_AHEAD + 1}::int)`);
  const days = (await providerSettings(ctx))['retention.events-days'];
  const oldest = new Date(ctx.now().getTime() - days * 86_400_000);
  const rows = await systemRows<{ name: string }>(
    ctx,
    sql`SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'events'::regclass AND c.relname ~ '^events_\\d{4}_\\d{2}$'`,
  );
  const kept = `events_${oldest.getUTCFullYear()}_${String(oldest.getUTCMonth() + 1).padStart(2, '0')}`;
  for (const { name } of rows.filter((row) => row.name < kept)) {
    await systemExecute(ctx, sql`DROP TABLE ${sqlRaw(`"${name}"`)}`);
    ctx.log.info({ partition: name }, 'events past their retention dropped');
  }
}
