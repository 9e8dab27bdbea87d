import pg from 'pg';
import { fromPrisma, PgBoss } from 'pg-boss';
import { env } from '../config/env.ts';
import { databaseScope, handleOf, type SystemDb, type TenantDb } from '../db/client.ts';
import type { Log } from '../lib/log.ts';
import type { QueueName } from './queues.ts';

const SCHEMA = 'pgboss';

/** Installs or upgrades the queues' own tables, as the database's owner. */
export async function installJobs(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, schema: SCHEMA, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.stop({ graceful: false });
}

/** Makes the queues that are missing, and lets the tenants' role send to them. */
export async function ensureQueues(connectionString: string, names: readonly QueueName[]): Promise<void> {
  const boss = new PgBoss({
    connectionString,
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    migrate: false,
    max: 2,
  });
  boss.on('error', () => undefined);
  await boss.start();
  const known = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const name of names) {
    if (known.has(name)) continue;
    await boss.createQueue(name, {
      retryLimit: 10,
      retryDelay: 2,
      retryBackoff: true,
      expireInSeconds: 3600,
      notify: true,
    });
  }
  await boss.stop({ graceful: false });
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO postino_tenant`);
    await client.query(`GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA ${SCHEMA} TO postino_tenant`);
    await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO postino_tenant`);
  } finally {
    await client.end();
  }
}

let sender: Promise<PgBoss> | undefined;

export function openSender(): Promise<PgBoss> {
  sender ??= new PgBoss({
    connectionString: env().DATABASE_URL ?? '',
    schema: SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
    max: 2,
  })
    .on('error', () => undefined)
    .start();
  return sender;
}

export type EnqueueOptions = {
  startAfter?: Date | number;
  /** At most one waiting job with this key. */
  singletonKey?: string;
  priority?: number;
};

/** A job whose process has not been heard of for this long is begun again elsewhere. */
export const HEARTBEAT_SECONDS = 60;

/** Puts a job into the queue within the context's transaction: rolled back, it was never there. */
export async function sendJob(
  ctx: { db: TenantDb | SystemDb },
  queue: QueueName,
  payload: object,
  options: EnqueueOptions = {},
): Promise<void> {
  const boss = await openSender();
  const { startAfter, ...rest } = options;
  // The queue drops a job two weeks after the time it was to start at: one that was to start in the past would never run.
  const isPast = startAfter instanceof Date && startAfter.getTime() <= Date.now();
  const when = startAfter === undefined || isPast ? {} : { startAfter };
  const { client } = handleOf(ctx.db);
  const db = fromPrisma({ $queryRawUnsafe: (text, ...values) => client.$queryRawUnsafe(text, ...values) });
  await databaseScope.run({ ...databaseScope.getStore(), trusted: true }, () =>
    boss.send(queue, payload, { heartbeatSeconds: HEARTBEAT_SECONDS, ...rest, ...when, db }),
  );
}

/** Opens the worker's side: takes jobs, supervises, runs schedules. */
export async function openWorkerBoss(log: Log): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL ?? '',
    schema: SCHEMA,
    migrate: false,
    useListenNotify: true,
    max: 6,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  return await boss.start();
}

export async function closeJobs(): Promise<void> {
  const open = sender;
  sender = undefined;
  await (await open)?.stop({ graceful: false });
}
