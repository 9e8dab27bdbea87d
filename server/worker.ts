import { env } from './config/env.ts';
import { systemDb } from './db/client.ts';
import { openDatabase } from './db/open.ts';
import { jobHandlers } from './job-handlers.ts';
import { closeJobs, openWorkerBoss } from './jobs/boss.ts';
import { workJobs } from './jobs/define.ts';
import { automation, type SystemCtx } from './lib/context.ts';
import { startHeartbeat } from './lib/heartbeat.ts';
import { createLog } from './lib/log.ts';
import { onProcessEnd } from './lib/process-end.ts';
import { runEngine } from './modules/deliveries/index.ts';
import { watchHealth } from './modules/service-level/index.ts';

/** The worker process: jobs and the sending engine. Run as many as you like: work is leased, never assigned. */
const database = await openDatabase();
const log = createLog('worker');
const newCtx = (): SystemCtx => ({ kind: 'system', actor: automation, db: systemDb(), log, now: () => new Date() });

const boss = await openWorkerBoss(log);
await workJobs(boss, jobHandlers, newCtx, log);
const stop = new AbortController();
const engine = runEngine(newCtx(), { signal: stop.signal });
const endHeartbeat = await startHeartbeat('worker', log);
const endWatch = watchHealth(newCtx, 'worker');
log.info({ data: env().dataFolder }, 'working');
process.send?.({ ready: true });

onProcessEnd(log, async () => {
  stop.abort();
  endWatch();
  await Promise.all([engine, boss.stop({ graceful: true, timeout: 8_000 })]);
  await endHeartbeat();
  await closeJobs();
  await database.close();
});
