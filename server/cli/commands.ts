import type { Command } from 'commander';
import type { CliSession } from './session.ts';

/** All commands, a file for each family. */
export function registerCommands(_program: Command, _session: CliSession): void {}
