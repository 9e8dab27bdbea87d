import type { TenantCtx } from '#server/lib/context.ts';
import { toPage } from '#shared/paging.ts';
import { campaignFigures } from './campaign-figures.sql.ts';
import {
  type ListCampaignsInput,
  listCampaignsInput,
  type StateGroup,
  stateGroupNames,
  stateGroups,
} from './schemas.ts';

const shown = {
  id: true,
  name: true,
  subject: true,
  state: true,
  stateAt: true,
  scheduledAt: true,
  startedAt: true,
  finishedAt: true,
  updatedAt: true,
  audience: true,
  includeGroupIds: true,
  excludeGroupIds: true,
} as const;
const begun = new Set(['freezing', 'sending', 'suspended', 'finished', 'closed', 'cancelled']);
const ended = new Set(['closed', 'cancelled']);

/** Newest first, each with its figures (null before it began) and the names of its groups: four queries a page. */
export async function listCampaigns(ctx: TenantCtx, input: ListCampaignsInput) {
  const { limit, cursor, group, search } = listCampaignsInput.parse(input);
  const rows = await ctx.db.campaign.findMany({
    where: {
      ...(cursor ? { id: { lt: cursor } } : {}),
      ...(group ? { state: { in: [...stateGroups[group]] } } : {}),
      ...(search
        ? {
            OR: [
              { name: { contains: search, mode: 'insensitive' as const } },
              { subject: { contains: search, mode: 'insensitive' as const } },
            ],
          }
        : {}),
    },
    select: shown,
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const page = toPage(rows, limit, (row) => row.id);
  const groupIds = [...new Set(page.rows.flatMap((row) => [...row.includeGroupIds, ...row.excludeGroupIds]))];
  const sent = page.rows.filter(({ state }) => begun.has(state));
  const [groups, figures] = await Promise.all([
    groupIds.length === 0
      ? []
      : ctx.db.group.findMany({ where: { id: { in: groupIds } }, select: { id: true, name: true } }),
    campaignFigures(
      ctx,
      sent.map(({ id, state, audience }) => ({ id, ended: ended.has(state), audience })),
    ),
  ]);
  const names = new Map(groups.map((each) => [each.id, each.name]));
  const named = (ids: string[]) => ids.flatMap((id) => names.get(id) ?? []);
  return {
    next: page.next,
    rows: page.rows.map(({ includeGroupIds, excludeGroupIds, ...row }) => ({
      ...row,
      include: named(includeGroupIds),
      exclude: named(excludeGroupIds),
      figures: figures.get(row.id) ?? null,
    })),
  };
}

/** How many campaigns there are in each group of states. */
export async function countCampaigns(ctx: TenantCtx): Promise<Record<StateGroup | 'all', number>> {
  const rows = await ctx.db.campaign.groupBy({ by: ['state'], _count: { _all: true } });
  const count = new Map<string, number>(rows.map((row) => [row.state, row._count._all]));
  const counts = Object.fromEntries(
    stateGroupNames.map((name) => [name, stateGroups[name].reduce((sum, state) => sum + (count.get(state) ?? 0), 0)]),
  ) as Record<StateGroup, number>;
  return { ...counts, all: [...count.values()].reduce((sum, each) => sum + each, 0) };
}
