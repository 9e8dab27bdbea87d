import { inTransaction } from '#server/db/client.ts';
import { sql, sqlEmpty, systemExecute, systemRows } from '#server/db/sql.ts';
import { sendJob } from '#server/jobs/boss.ts';
import { queueNames } from '#server/jobs/queues.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { HEARTBEAT_LOST_MS } from '#server/lib/heartbeat.ts';
import { audit } from '../audit/index.ts';

export type QueueFigures = {
  name: string;
  waiting: number;
  active: number;
  failed: number;
  /** Those that are to run later: retries and jobs for a stated time. */
  later: number;
  /** When the oldest job that is due was put in; null where none waits. */
  oldestDue: Date | null;
  /** When the oldest job that runs was begun, and the oldest that failed gave up. */
  oldestActive: Date | null;
  oldestFailed: Date | null;
};

/** Each queue with its jobs by state, counted from the rows. Queues without a job are there too. */
export async function queueFigures(ctx: StaffCtx | SystemCtx): Promise<QueueFigures[]> {
  const rows = await systemRows<QueueFigures>(
    ctx,
    sql`SELECT name,
          count(*) FILTER (WHERE state IN ('created', 'retry') AND start_after <= now())::int AS waiting,
          count(*) FILTER (WHERE state IN ('created', 'retry') AND start_after > now())::int AS later,
          count(*) FILTER (WHERE state = 'active')::int AS active,
          count(*) FILTER (WHERE state = 'failed')::int AS failed,
          min(created_on) FILTER (WHERE state IN ('created', 'retry') AND start_after <= now()) AS "oldestDue",
          min(started_on) FILTER (WHERE state = 'active') AS "oldestActive",
          min(completed_on) FILTER (WHERE state = 'failed') AS "oldestFailed"
        FROM pgboss.job WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY name`,
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  const none = { waiting: 0, later: 0, active: 0, failed: 0, oldestDue: null, oldestActive: null, oldestFailed: null };
  return queueNames.map((name) => byName.get(name) ?? { name, ...none });
}

export type FailedJob = { id: string; queue: string; failedAt: Date | null; tries: number; message: string | null };

/** Jobs whose tries are used up, newest first, with the first line of what went wrong. */
export function failedJobs(ctx: StaffCtx | SystemCtx, input: { queue?: string | undefined; limit: number }) {
  const only = input.queue ? sql`AND name = ${input.queue}` : sqlEmpty;
  return systemRows<FailedJob>(
    ctx,
    sql`SELECT id, name AS queue, completed_on AS "failedAt", retry_count + 1 AS tries,
          left(split_part(output->>'message', chr(10), 1), 400) AS message
        FROM pgboss.job WHERE state = 'failed' ${only} ORDER BY completed_on DESC NULLS LAST LIMIT ${input.limit}`,
  );
}

/** Throws a failed job away for good. NotFound when it is not failed any more. */
export async function discardJob(ctx: StaffCtx, input: { queue: string; jobId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [job] = await systemRows<{ data: object | null; message: string | null }>(
      tx,
      sql`DELETE FROM pgboss.job WHERE name = ${input.queue} AND id = ${input.jobId}::uuid AND state = 'failed'
          RETURNING data, left(split_part(output->>'message', chr(10), 1), 400) AS message`,
    );
    if (!job) throw new NotFound({ what: 'job' });
    await audit(tx, {
      action: 'backoffice.discard-job',
      subject: { kind: 'job', id: input.jobId, name: input.queue },
      before: { payload: job.data, failure: job.message },
    });
  });
}

export type RunningProcess = {
  id: string;
  kind: string;
  host: string;
  pid: number;
  startedAt: Date;
  seenAt: Date;
  lost: boolean;
};

/** The processes of the last day, those that live first. `lost`: it did not say goodbye and has not been heard of since. */
export async function listProcesses(ctx: StaffCtx | SystemCtx): Promise<RunningProcess[]> {
  const now = ctx.now().getTime();
  const rows = await ctx.db.processHeartbeat.findMany({
    where: { seenAt: { gt: new Date(now - 86_400_000) } },
    orderBy: [{ kind: 'asc' }, { seenAt: 'desc' }],
    take: 100,
  });
  const processes = rows.map((row) => ({ ...row, lost: row.seenAt.getTime() < now - HEARTBEAT_LOST_MS }));
  return processes.sort((a, b) => Number(a.lost) - Number(b.lost));
}

/** Puts a failed job's payload into its queue once more, with its tries anew. NotFound when it is not failed any more. */
export async function retryJob(ctx: StaffCtx, input: { queue: string; jobId: string }): Promise<void> {
  const queue = queueNames.find((name) => name === input.queue);
  if (!queue) throw new NotFound({ what: 'job' });
  await inTransaction(ctx, async (tx) => {
    const [job] = await systemRows<{ data: object | null }>(
      tx,
      sql`SELECT data FROM pgboss.job WHERE name = ${queue} AND id = ${input.jobId}::uuid AND state = 'failed' FOR UPDATE`,
    );
    if (!job) throw new NotFound({ what: 'job' });
    await systemExecute(tx, sql`DELETE FROM pgboss.job WHERE name = ${queue} AND id = ${input.jobId}::uuid`);
    await sendJob(tx, queue, job.data ?? {});
    await audit(tx, { action: 'backoffice.retry-job', subject: { kind: 'job', id: input.jobId, name: queue } });
  });
}
