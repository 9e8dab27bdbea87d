import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { demoMembers, demoPassword, demoSlug, demoStaff } from '#server/config/demo-logins.ts';
import { systemDb } from '#server/db/client.ts';
import { automation } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';

/**
 * Seeds the demo when the database holds nobody yet, or when an earlier start was stopped while doing so; `marker` is the file that
 * names the demo that was made whole, so that what somebody deletes from it stays deleted. Answers the lines with the demo's
 * logins where there is a demo; undefined on an installation of one's own.
 */
export async function seedIfNew(marker: string): Promise<string[] | undefined> {
  const db = systemDb();
  const find = () => db.workspace.findUnique({ where: { slug: demoSlug }, select: { id: true } });
  const demo = await find();
  if (!demo && (await db.user.count()) > 0) return undefined;
  const whole = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
  if (demo?.id !== whole) {
    if (!demo) console.log('Making the demo …');
    const { seedDemo } = await import('../prisma/seed/demo.ts');
    await seedDemo({ kind: 'system', actor: automation, db, log: createLog('seed'), now: () => new Date() });
    writeFileSync(marker, (await find())?.id ?? '');
  }
  const [owner, ...members] = demoMembers;
  const [administrator] = demoStaff;
  return [
    `  customer:  /login        ${owner.username} / ${demoPassword}   (also ${members.map(({ username }) => username).join(', ')})`,
    `  provider:  /admin/login  ${administrator.username} / ${demoPassword}`,
    '  mail sent from here: /dev/mail',
  ];
}
