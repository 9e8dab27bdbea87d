import type { TenantCtx } from '#server/lib/context.ts';
import type { AudienceCount, AudienceSelection } from '../contacts/index.ts';
import { assertAudience } from './edit-campaign.ts';
import { recentAudience } from './recent-audience.ts';

/** What an audience is chosen from: the topics, and the groups (a tree by `parentId`) by name. */
export async function audienceChoices(ctx: TenantCtx) {
  const [topics, groups] = await Promise.all([
    ctx.db.topic.findMany({
      select: { id: true, name: true, isDefault: true },
      orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
    }),
    ctx.db.group.findMany({ select: { id: true, parentId: true, name: true }, orderBy: { name: 'asc' }, take: 1000 }),
  ]);
  return { topics, groups };
}

/** Whom a choice would meet, before it is kept, and when that was counted. Foreign topics and groups are NotFound. */
export async function countChosen(ctx: TenantCtx, selection: SelectionInput): Promise<AudienceCount & { at: Date }> {
  await assertAudience(ctx, selection);
  return recentAudience(ctx, selection);
}
type SelectionInput = { [Key in keyof AudienceSelection]: AudienceSelection[Key] extends string ? string : string[] };
