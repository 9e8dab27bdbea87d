import type { Log } from './log.ts';

/**
 * Runs `end` once on SIGINT, SIGTERM or, where the process was started with an IPC channel, when its parent is gone.
 * Further signals are ignored while it ends; after `graceMs` the process leaves anyway.
 */
export function onProcessEnd(log: Log, end: () => Promise<void>, graceMs = 15_000): void {
  let ending = false;
  const leave = (reason: string) => {
    if (ending) return;
    ending = true;
    log.info({ reason }, 'ending');
    setTimeout(() => process.exit(1), graceMs).unref();
    end().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'ended badly');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => leave('SIGINT'));
  process.on('SIGTERM', () => leave('SIGTERM'));
  if (process.connected) process.on('disconnect', () => leave('parent gone'));
}
