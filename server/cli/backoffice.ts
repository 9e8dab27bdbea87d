import type { Command } from 'commander';
import { staffRoles } from '#shared/permissions.ts';
import { InvalidInput, NotFound } from '../lib/errors.ts';
import { listCustomers } from '../modules/backoffice/index.ts';
import { activationUrlOf, createPurchase } from '../modules/billing/index.ts';
import { createStaff, sendResetLink } from '../modules/identity/index.ts';
import { signedLink } from '../modules/notifications/index.ts';
import type { CliSession } from './session.ts';

/** `staff create`, `staff reset-password`, `purchase create`, `workspace list`. */
export function registerBackofficeCommands(program: Command, session: CliSession): void {
  const staff = program.command('staff').description('the provider’s people');
  staff
    .command('create')
    .description('make a member of staff; prints a one-time password')
    .requiredOption('--username <name>', 'what the person signs in with')
    .requiredOption('--email <address>', 'where the person is written to')
    .requiredOption('--role <role>', staffRoles.join(' | '))
    .option('--name <name>', 'the person’s name (default: the username)')
    .action(async (options: { username: string; email: string; role: string; name?: string }) => {
      const role = staffRoles.find((candidate) => candidate === options.role);
      if (!role) throw new InvalidInput({ field: 'role', reason: 'role-unknown' });
      const { username, email, name } = options;
      const made = await createStaff(await session.open(), { username, email, role, ...(name ? { name } : {}) });
      session.print({ username: made.user.username, role, password: made.password });
    });

  staff
    .command('reset-password')
    .description('mail a member of staff a link for a new password, and print it')
    .requiredOption('--username <name>', 'what the person signs in with')
    .action(async (options: { username: string }) => {
      const ctx = await session.open();
      const user = await ctx.db.user.findUnique({
        where: { username: options.username.toLowerCase() },
        include: { staffMembership: true },
      });
      if (!user?.staffMembership || user.staffMembership.endedAt) throw new NotFound({ what: 'staff' });
      const { linkId, kind, expiresAt } = await sendResetLink(ctx, user, 'console');
      session.print({
        username: user.username,
        resetUrl: signedLink(kind, linkId),
        expiresAt: expiresAt.toISOString(),
      });
    });

  const purchase = program.command('purchase').description('sales');
  purchase
    .command('create')
    .description('record a sale that is paid, or a trial; mails and prints the activation link')
    .requiredOption('--plan <code>', 'a plan of the catalogue')
    .requiredOption('--email <address>', 'who activates it')
    .option('--trial', 'a trial, without payment')
    .option('--months <n>', 'how long', '12')
    .action(async (options: { plan: string; email: string; trial?: boolean; months: string }) => {
      const { plan, email, trial = false, months } = options;
      const input = { plan, email, trial, paid: !trial, months: Number(months) };
      const made = await createPurchase(await session.open(), input);
      session.print({ activationUrl: activationUrlOf(made), expiresAt: made.expiresAt.toISOString() });
    });

  const workspace = program.command('workspace').description('customers’ workspaces');
  workspace
    .command('list')
    .description('every workspace, newest first')
    .action(async () => {
      const ctx = await session.open();
      const rows = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(ctx, { limit: 200, cursor });
        for (const { slug, name, features, contacts } of page.rows) rows.push({ slug, name, features, contacts });
        cursor = page.next;
      } while (cursor);
      session.print(rows);
    });
}
