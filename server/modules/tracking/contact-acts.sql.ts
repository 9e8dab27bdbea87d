import { sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { historyIds } from '../contacts/index.ts';

/** What one contact did with one campaign's message. Repeats count; machines' are apart. */
export type ContactActs = {
  campaignId: string;
  opens: number;
  machineOpens: number;
  clicks: { url: string; count: number }[];
  forwards: number;
};

/** The acts of a contact on the messages of some campaigns, in one look; a campaign without any is not in it. */
export async function actsOfContact(
  ctx: TenantCtx,
  input: { contactId: string; campaignIds: string[] },
): Promise<ContactActs[]> {
  const ws = sql`${ctx.workspace.id}::uuid`;
  const ids = await historyIds(ctx, input.contactId);
  const rows = await tenantRows<{ campaignId: string; what: string; url: string | null; count: number }>(
    ctx,
    sql`SELECT e."campaignId", CASE WHEN e.kind = 'open' AND e.class = 'machine' THEN 'machine-open' ELSE e.kind END AS what,
        l.url, sum(1 + e.repeats)::int AS count
      FROM events e
      LEFT JOIN campaign_links l ON l."workspaceId" = ${ws} AND l."campaignId" = e."campaignId" AND l.index = e.link
      WHERE e."workspaceId" = ${ws} AND e."contactId" = ANY(${ids}::uuid[]) AND e."campaignId" = ANY(${input.campaignIds}::uuid[])
        AND (e.kind = 'open' OR (e.kind = 'click' AND e.class <> 'machine'))
      GROUP BY 1, 2, 3
      UNION ALL
      SELECT f."campaignId", 'forward', NULL, count(*)::int FROM forwards f
      WHERE f."workspaceId" = ${ws} AND f."contactId" = ANY(${ids}::uuid[]) AND f."campaignId" = ANY(${input.campaignIds}::uuid[])
      GROUP BY 1`,
  );
  const acts = new Map<string, ContactActs>();
  for (const { campaignId, what, url, count } of rows) {
    const one = acts.get(campaignId) ?? { campaignId, opens: 0, machineOpens: 0, clicks: [], forwards: 0 };
    acts.set(campaignId, one);
    if (what === 'open') one.opens = count;
    else if (what === 'machine-open') one.machineOpens = count;
    else if (what === 'forward') one.forwards = count;
    else one.clicks.push({ url: url ?? '', count });
  }
  for (const one of acts.values()) one.clicks.sort((a, b) => b.count - a.count);
  return [...acts.values()];
}
