import { sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { CampaignFigures } from './schemas.ts';

type Row = { campaignId: string } & Omit<CampaignFigures, 'opened' | 'clicked'>;
type People = { campaignId: string; opened: number; maybe: number; clicked: number };
type Kept = { figures: CampaignFigures; until: number };

const kept = new Map<string, Kept>();
const mostKept = 2000;
/** Rows of a running campaign change all the time; of one that has ended, hardly. */
const freshFor = { moving: 2_000, ended: 60_000 };

async function readFigures(ctx: TenantCtx, ids: string[]): Promise<Map<string, CampaignFigures>> {
  const workspaceId = ctx.workspace.id;
  const [rows, people] = await Promise.all([
    tenantRows<Row>(
      ctx,
      sql`SELECT "campaignId",
        count(*) FILTER (WHERE state IN ('queued', 'leased', 'committing'))::int AS waiting,
        count(*) FILTER (WHERE state IN ('accepted', 'delivered'))::int AS reached,
        count(*) FILTER (WHERE state = 'deferred')::int AS deferred,
        count(*) FILTER (WHERE state IN ('bounced', 'failed', 'expired'))::int AS failed,
        count(*) FILTER (WHERE state IN ('skipped', 'cancelled'))::int AS skipped,
        count(*) FILTER (WHERE state = 'uncertain')::int AS uncertain,
        count(*) FILTER (WHERE state IN ('accepted', 'delivered') AND "trackOpens" = 'individual')::int AS trackable,
        count(*) FILTER (WHERE state IN ('accepted', 'delivered') AND "trackClicks" = 'individual')::int
          AS "trackableClicks"
        FROM deliveries WHERE "workspaceId" = ${workspaceId}::uuid AND "campaignId" = ANY(${ids}::uuid[])
        GROUP BY "campaignId"`,
    ),
    tenantRows<People>(
      ctx,
      sql`SELECT "campaignId",
        count(DISTINCT "contactId") FILTER (WHERE kind = 'open' AND class = 'likely-human')::int AS opened,
        count(DISTINCT "contactId") FILTER (WHERE kind = 'open' AND class <> 'machine')::int AS maybe,
        count(DISTINCT "contactId") FILTER (WHERE kind = 'click' AND class = 'likely-human')::int AS clicked
        FROM events WHERE "workspaceId" = ${workspaceId}::uuid AND "campaignId" = ANY(${ids}::uuid[])
          AND "contactId" IS NOT NULL AND kind IN ('open', 'click')
        GROUP BY "campaignId"`,
    ),
  ]);
  const seen = new Map(people.map((each) => [each.campaignId, each]));
  return new Map(
    rows.map(({ campaignId, ...row }) => {
      const { opened = 0, maybe = 0, clicked = 0 } = seen.get(campaignId) ?? {};
      return [campaignId, { ...row, opened: { likely: opened, possible: maybe }, clicked }];
    }),
  );
}

/**
 * What became of these campaigns, counted from rows in two queries (65 ms a million rows) and kept for 2 s, or a minute once
 * ended. A campaign without rows is absent.
 */
export async function campaignFigures(
  ctx: TenantCtx,
  campaigns: readonly { id: string; ended: boolean }[],
): Promise<Map<string, CampaignFigures>> {
  const now = performance.now();
  const found = new Map<string, CampaignFigures>();
  const stale = campaigns.filter(({ id }) => {
    const known = kept.get(id);
    if (!known || known.until < now) return true;
    found.set(id, known.figures);
    return false;
  });
  if (stale.length === 0) return found;
  const read = await readFigures(
    ctx,
    stale.map(({ id }) => id),
  );
  if (kept.size > mostKept) kept.clear();
  for (const { id, ended } of stale) {
    const figures = read.get(id);
    if (!figures) continue;
    found.set(id, figures);
    kept.set(id, { figures, until: now + (ended ? freshFor.ended : freshFor.moving) });
  }
  return found;
}
