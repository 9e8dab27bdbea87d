import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { env } from '#server/config/env.ts';

const children = new Set<ChildProcess>();

/** Starts a process on the test's own database, whose stderr is ours. `killChildren` ends it. */
export function startChild(
  command: string,
  args: string[],
  options: { stdout: 'pipe' | 'ignore'; env?: Record<string, string> },
): ChildProcess {
  const child = spawn(command, args, {
    stdio: ['ignore', options.stdout, 'inherit'],
    env: { ...process.env, DATABASE_URL: env().DATABASE_URL, ...options.env },
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Ends a process as a crash does, and waits until it is gone. */
export async function killChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Ends all that were started: for a file's `afterAll`, before what they use is taken away. */
export async function killChildren(): Promise<void> {
  for (const child of children) await killChild(child);
}
