import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { type FileHandle, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrackedEvent } from './events.ts';

export type Spool = {
  /** Resolves once the events are on the disk (fdatasync); one sync for all that wait. */
  append(events: readonly TrackedEvent[]): Promise<void>;
  /** Hands each spooled event on, in batches, and removes a file once all of it was taken. Ids make a second time harmless. */
  replay(take: (batch: TrackedEvent[]) => Promise<void>): Promise<number>;
  /** Whether anything may wait, of this process or of one that died. */
  waiting(): boolean;
  close(): Promise<void>;
};

const BATCH = 500;
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Events of the time without a database, one JSON line each, in files of `folder` that belong to one process. */
export function openSpool(folder: string): Spool {
  mkdirSync(folder, { recursive: true });
  let serial = 0;
  let current: { file: FileHandle; path: string } | undefined;
  let queue: Promise<void> = Promise.resolve();

  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const result = queue.then(work);
    queue = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };

  /** Files that no living process writes to: `events-PID-N.jsonl` (written) and `.PID.replay` (being read). */
  const orphans = (): string[] =>
    readdirSync(folder).filter((name) => {
      const owner = /^events-(\d+)-\d+-\d+\.jsonl(?:\.(\d+)\.replay)?$/.exec(name);
      const pid = Number(owner?.[2] ?? owner?.[1]);
      return owner !== null && (pid === process.pid ? join(folder, name) !== current?.path : !alive(pid));
    });

  return {
    append: (events) =>
      inTurn(async () => {
        if (!current) {
          const path = join(folder, `events-${process.pid}-${Date.now()}-${++serial}.jsonl`);
          current = { file: await open(path, 'a', 0o600), path };
        }
        await current.file.appendFile(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
        await current.file.datasync();
      }),

    replay: (take) =>
      inTurn(async () => {
        await current?.file.close();
        current = undefined;
        let taken = 0;
        for (const name of orphans()) {
          const mine = join(folder, `${name.replace(/\.\d+\.replay$/, '')}.${process.pid}.replay`);
          try {
            renameSync(join(folder, name), mine);
          } catch {
            // Another process was faster.
            continue;
          }
          const events = parseLines(await readFile(mine, 'utf8'));
          for (let at = 0; at < events.length; at += BATCH) await take(events.slice(at, at + BATCH));
          await unlink(mine);
          taken += events.length;
        }
        return taken;
      }),

    waiting: () => current !== undefined || (existsSync(folder) && orphans().length > 0),
    close: () =>
      inTurn(async () => {
        await current?.file.close();
        current = undefined;
      }),
  };
}

/** Whole lines only: a crash in the middle of one means that nobody was told it was kept. */
function parseLines(text: string): TrackedEvent[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line ? [JSON.parse(line) as TrackedEvent] : [];
    } catch {
      return [];
    }
  });
}
