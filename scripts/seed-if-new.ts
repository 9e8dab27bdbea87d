import { demoMembers, demoPassword, demoSlug, demoStaff } from '#server/config/demo-logins.ts';
import { systemDb } from '#server/db/client.ts';
import { automation } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';
import { seedDemo } from '../prisma/seed/demo.ts';

/**
 * Seeds the demo when the database holds nobody yet, or when an earlier start was stopped while doing so. Answers the lines
 * with the demo's logins where there is a demo; undefined on an installation of one's own.
 */
export async function seedIfNew(): Promise<string[] | undefined> {
  const db = systemDb();
  const demo = await db.workspace.findUnique({ where: { slug: demoSlug }, select: { id: true } });
  if (!demo && (await db.user.count()) > 0) return undefined;
  if (!demo) console.log('Making the demo …');
  await seedDemo({ kind: 'system', actor: automation, db, log: createLog('seed'), now: () => new Date() });
  const [owner, ...members] = demoMembers;
  const [administrator] = demoStaff;
  return [
    `  customer:  /login        ${owner.username} / ${demoPassword}   (also ${members.map(({ username }) => username).join(', ')})`,
    `  provider:  /admin/login  ${administrator.username} / ${demoPassword}`,
    '  mail sent from here: /dev/mail',
  ];
}
