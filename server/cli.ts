import { Command, CommanderError } from 'commander';
import { defaultEnv } from './config/env.ts';

/**
 * `npm run postino -- COMMAND`. `--json` prints one JSON document; errors go to stderr; exit 1 for refused input, 2 for
 * misuse. Works with nothing else running: the embedded database is started when needed, a running one is used.
 */
defaultEnv({ LOG_LEVEL: 'silent' });
const { createSession } = await import('./cli/session.ts');
const { registerCommands } = await import('./cli/commands.ts');

const program = new Command('postino')
  .description('Operator commands of Postino')
  .option('--json', 'print one JSON document')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) });
const session = createSession(() => program.opts<{ json?: boolean }>().json === true);
registerCommands(program, session);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = await session.refuse(error);
} finally {
  await session.close();
}
