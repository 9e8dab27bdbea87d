import { systemDb } from '../db/client.ts';
import { openDatabase } from '../db/open.ts';
import { closeJobs } from '../jobs/boss.ts';
import { automation, type SystemCtx } from '../lib/context.ts';
import { createLog } from '../lib/log.ts';
import { describeRefusal } from './refusal.ts';

/** What a command works with. */
export type CliSession = {
  /** Opens the database at first use, migrating it when it is new; an operator acts as Automation. */
  open(): Promise<SystemCtx>;
  /** One result: a JSON document with --json, else readable lines. */
  print(value: unknown): void;
  /** One JSON line at once, for commands that answer once for each file or value. */
  printLine(value: unknown): void;
  /** Prints why input was refused, as a sentence and as data; answers the exit code. */
  refuse(error: unknown): Promise<number>;
  close(): Promise<void>;
};

function readable(value: unknown): string {
  if (Array.isArray(value)) return value.length ? value.map(readable).join('\n') : '(none)';
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(
        ([key, inner]) =>
          `${key}: ${typeof inner === 'object' && inner !== null ? JSON.stringify(inner) : String(inner)}`,
      )
      .join('  ');
  }
  return String(value);
}

export function createSession(wantsJson: () => boolean): CliSession {
  let opened: Promise<{ ctx: SystemCtx; close(): Promise<void> }> | undefined;
  const openOnce = async () => {
    const database = await openDatabase();
    const { deploy } = await import('../../prisma/migrate.ts');
    await deploy(database.url);
    const ctx: SystemCtx = {
      kind: 'system',
      actor: automation,
      db: systemDb(),
      log: createLog('cli'),
      now: () => new Date(),
    };
    return { ctx, close: database.close };
  };
  return {
    async open() {
      opened ??= openOnce();
      return (await opened).ctx;
    },
    print(value) {
      process.stdout.write(`${wantsJson() ? JSON.stringify(value) : readable(value)}\n`);
    },
    printLine(value) {
      process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    async refuse(error) {
      const { message, ...data } = await describeRefusal(error);
      const text = wantsJson() ? JSON.stringify({ error: { ...data, message } }) : `${message}\n${readable(data)}`;
      process.stderr.write(`${text}\n`);
      return 1;
    },
    async close() {
      await closeJobs();
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}
