import type { Command } from 'commander';
import type { CliSession } from './session.ts';

/** `postino demo seed`: makes the demo's association; what is there already is kept. */
export function registerDemoCommands(program: Command, session: CliSession): void {
  const demo = program.command('demo').description('the demo association');
  demo
    .command('seed')
    .description('make the demo workspace with contacts, campaigns and figures (idempotent)')
    .action(async () => {
      const ctx = await session.open();
      const { seedDemo } = await import('../../prisma/seed/demo.ts');
      session.print(await seedDemo(ctx));
    });
}
