import type { Command } from 'commander';
import { registerBackofficeCommands } from './backoffice.ts';
import { registerClassifyCommands } from './classify.ts';
import { registerContactsCommands } from './contacts.ts';
import { registerCampaignCommands } from './deliveries.ts';
import { registerDemoCommands } from './demo.ts';
import type { CliSession } from './session.ts';

/** All commands, a file for each family. */
export function registerCommands(program: Command, session: CliSession): void {
  registerBackofficeCommands(program, session);
  registerContactsCommands(program, session);
  registerCampaignCommands(program, session);
  registerClassifyCommands(program, session);
  registerDemoCommands(program, session);
}
