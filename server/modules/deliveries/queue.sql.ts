import type { CampaignState } from '#server/db/generated/enums.ts';
import { sql, sqlEmpty, systemRows, tenantRows } from '#server/db/sql.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';

/** Whether any campaign of the installation could be begun, sent or ended at this moment. */
export async function campaignsInMotion(ctx: SystemCtx, now: Date): Promise<boolean> {
  const [row] = await systemRows<{ moving: boolean }>(
    ctx,
    sql`SELECT EXISTS (
        SELECT FROM campaigns c JOIN workspaces w ON w.id = c."workspaceId" AND w.state = 'active'
        LEFT JOIN delivery_cursors k ON k."campaignId" = c.id
        WHERE c.state = 'freezing' OR (c.state = 'scheduled' AND c."scheduledAt" <= ${now}::timestamptz)
          OR (c.state = 'cancelled' AND k."campaignId" IS NOT NULL)
          OR (c.state = 'sending' AND (NOT k.exhausted
            OR EXISTS (SELECT FROM delivery_leases l WHERE l."campaignId" = c.id)
            OR EXISTS (SELECT FROM delivery_deferrals r WHERE r."campaignId" = c.id AND r."dueAt" <= clock_timestamp())
            OR NOT EXISTS (SELECT FROM delivery_deferrals r WHERE r."campaignId" = c.id)))
      ) AS moving`,
  );
  return row?.moving ?? false;
}

export type Waiting = { campaignId: string; domain: string | null; rows: number; until: Date; reason: string };

/** Mailbox domains that are named apart; the rest is summed. */
const NAMED = 3;

/**
 * For each campaign with rows that wait to be tried again: how many at each of the mailbox domains that make most of them wait, and at all others
 * (`domain` null), until when the next of them, and the commonest reason.
 */
export function waitingRows(ctx: TenantCtx, campaignIds: string[]): Promise<Waiting[]> {
  return tenantRows<Waiting>(
    ctx,
    sql`WITH groups AS (
        SELECT r."campaignId", split_part(c."addressKey", '@', -1) AS domain, count(*) AS rows, min(r."dueAt") AS until,
          mode() WITHIN GROUP (ORDER BY r.reason) AS reason
        FROM delivery_deferrals r
        LEFT JOIN contacts c ON c."workspaceId" = ${ctx.workspace.id}::uuid AND c.id = r."contactId"
        WHERE r."workspaceId" = ${ctx.workspace.id}::uuid AND r."campaignId" = ANY(${campaignIds}::uuid[])
          AND r.reason NOT IN ('recovered', 'returned')
        GROUP BY 1, 2
      ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY "campaignId" ORDER BY rows DESC, domain) AS place FROM groups
      )
      SELECT "campaignId", CASE WHEN place <= ${NAMED} THEN domain END AS domain, sum(rows)::int AS rows,
        min(until) AS until, (array_agg(reason ORDER BY rows DESC))[1] AS reason
      FROM ranked GROUP BY 1, 2 ORDER BY "campaignId", 2 IS NULL, rows DESC`,
  );
}

/** Puts those who change the order of a workspace's queue one after the other. Held to the transaction's end. */
export async function lockQueue(tx: TenantCtx): Promise<void> {
  await tenantRows(
    tx,
    sql`SELECT pg_advisory_xact_lock(hashtextextended('queue ' || ${tx.workspace.id}::text, 0))::text`,
  );
}

export type Ended = {
  id: string;
  name: string;
  state: CampaignState;
  startedAt: Date | null;
  endedAt: Date;
  audience: number | null;
  resendOfId: string | null;
};

/** Campaigns whose sending is over, the last to end first; `before` is where the page before it stopped. */
export function endedCampaigns(
  ctx: TenantCtx,
  input: { before: { endedAt: Date; id: string } | null; take: number },
): Promise<Ended[]> {
  const { before, take } = input;
  const endedAt = sql`coalesce("finishedAt", "stateAt")`;
  return tenantRows<Ended>(
    ctx,
    sql`SELECT id, name, state::text AS state, "startedAt", ${endedAt} AS "endedAt", audience, "resendOfId"
      FROM campaigns WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND state IN ('finished', 'closed', 'cancelled')
        ${before ? sql`AND (${endedAt}, id) < (${before.endedAt}::timestamptz, ${before.id}::uuid)` : sqlEmpty}
      ORDER BY ${endedAt} DESC, id DESC LIMIT ${take}`,
  );
}
