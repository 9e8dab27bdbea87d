import type { Command } from 'commander';
import { registerDemoCommands } from './demo.ts';
import type { CliSession } from './session.ts';

/** All commands, a file for each family. */
export function registerCommands(program: Command, session: CliSession): void {
  registerDemoCommands(program, session);
}
