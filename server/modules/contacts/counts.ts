import type { TenantCtx } from '#server/lib/context.ts';
import { COUNT_CAP, countSelection } from './selection.sql.ts';

/** For the navigation: contacts up to the cap, groups, and imports under way. */
export async function contactCounts(
  ctx: TenantCtx,
): Promise<{ contacts: number; capped: boolean; groups: number; imports: number }> {
  const [contacts, groups, imports] = await Promise.all([
    countSelection(ctx, {}, COUNT_CAP),
    ctx.db.group.count(),
    ctx.db.import.count({ where: { state: { in: ['queued', 'running'] } } }),
  ]);
  return { contacts: Math.min(contacts, COUNT_CAP), capped: contacts > COUNT_CAP, groups, imports };
}
