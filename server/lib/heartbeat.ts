import { hostname } from 'node:os';
import { systemDb } from '../db/client.ts';
import type { Log } from './log.ts';
import { uuid7 } from './uuid.ts';

const BEAT_MS = 5_000;
/** A process that has not beaten for this long is gone. */
export const HEARTBEAT_LOST_MS = 20_000;

/** Writes that this process lives, every few seconds; the returned function says that it ends. */
export async function startHeartbeat(kind: 'web' | 'worker', log: Log): Promise<() => Promise<void>> {
  const id = uuid7();
  const startedAt = new Date();
  const beat = async () => {
    try {
      const row = { kind, host: hostname(), pid: process.pid, startedAt, seenAt: new Date() };
      await systemDb().processHeartbeat.upsert({
        where: { id },
        create: { id, ...row },
        update: { seenAt: row.seenAt },
      });
    } catch (error) {
      log.warn({ err: error }, 'heartbeat not written');
    }
  };
  await beat();
  const timer = setInterval(beat, BEAT_MS);
  return async () => {
    clearInterval(timer);
    await systemDb()
      .processHeartbeat.deleteMany({ where: { id } })
      .catch(() => undefined);
  };
}

/** Whether a process of this kind has said within the last seconds that it lives. */
export async function isAlive(kind: 'web' | 'worker'): Promise<boolean> {
  const since = new Date(Date.now() - HEARTBEAT_LOST_MS);
  return (await systemDb().processHeartbeat.count({ where: { kind, seenAt: { gt: since } } })) > 0;
}
