import type { TenantCtx } from '#server/lib/context.ts';
import { toPage } from '#shared/paging.ts';
import { campaignFigures } from '../campaigns/index.ts';
import { type Ended, endedCampaigns } from './queue.sql.ts';
import type { EndedInput } from './schemas.ts';

const cursorOf = ({ endedAt, id }: Ended) => `${endedAt.toISOString()}_${id}`;

/** What has been sent or was cancelled, the last to end first, a page at a time, with what became of it. */
export async function listEnded(ctx: TenantCtx, input: EndedInput) {
  const { limit, cursor } = input;
  const [endedAt, id] = cursor?.split('_') ?? [];
  const before = endedAt && id ? { endedAt: new Date(endedAt), id } : null;
  const page = toPage(await endedCampaigns(ctx, { before, take: limit + 1 }), limit, cursorOf);
  const figures = await campaignFigures(
    ctx,
    page.rows.map(({ id, state, audience }) => ({ id, ended: state !== 'finished', audience })),
  );
  return { next: page.next, rows: page.rows.map((row) => ({ ...row, figures: figures.get(row.id) ?? null })) };
}
