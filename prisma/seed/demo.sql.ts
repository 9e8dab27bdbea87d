import { hotPool, sql, systemExecute, systemRows } from '#server/db/sql.ts';
import type { SystemCtx } from '#server/lib/context.ts';

/** Seven in ten have agreed to individual tracking, two are counted in the aggregate, one not at all; the same ones each time. */
export async function spreadTrackingConsent(ctx: SystemCtx, workspaceId: string, at: Date): Promise<void> {
  await systemExecute(
    ctx,
    sql`UPDATE contacts SET "trackOpens" = level, "trackClicks" = level, "trackSource" = 'form', "trackAt" = ${at}
        FROM (SELECT id, CASE WHEN n % 10 < 7 THEN 'individual' WHEN n % 10 < 9 THEN 'aggregate' ELSE 'off' END::"TrackingLevel" AS level
              FROM (SELECT id, row_number() OVER (ORDER BY "addressKey") AS n FROM contacts WHERE "workspaceId" = ${workspaceId}::uuid) numbered) chosen
        WHERE contacts."workspaceId" = ${workspaceId}::uuid AND contacts.id = chosen.id AND contacts."trackAt" IS NULL`,
  );
}

/** The ledger's times are the database's clock: a campaign of the past gets its own. Only rows that are not there yet. */
export async function moveLedgerTo(campaignId: string, startedAt: Date): Promise<void> {
  for (const [table, column] of [
    ['deliveries', '"stateAt"'],
    ['delivery_attempts', 'at'],
  ] as const) {
    await hotPool().query(
      `UPDATE ${table} d SET ${column} = $2::timestamptz + (d.${column} - first.at)
       FROM (SELECT min(${column}) AS at FROM ${table} WHERE "campaignId" = $1) first
       WHERE d."campaignId" = $1 AND first.at > $2::timestamptz + interval '1 hour'`,
      [campaignId, startedAt],
    );
  }
}

export type DemoDelivery = {
  contactId: string;
  trackOpens: 'off' | 'aggregate' | 'individual';
  trackClicks: 'off' | 'aggregate' | 'individual';
};

/** Who accepted the campaign, in a stable order. */
export function acceptedDeliveries(ctx: SystemCtx, campaignId: string): Promise<DemoDelivery[]> {
  return systemRows(
    ctx,
    sql`SELECT d."contactId", d."trackOpens"::text AS "trackOpens", d."trackClicks"::text AS "trackClicks"
        FROM deliveries d JOIN contacts c ON c."workspaceId" = d."workspaceId" AND c.id = d."contactId"
        WHERE d."campaignId" = ${campaignId}::uuid AND d.state = 'accepted' ORDER BY c."addressKey"`,
  );
}

export async function countEvents(ctx: SystemCtx, campaignId: string): Promise<number> {
  const rows = await systemRows<{ n: number }>(
    ctx,
    sql`SELECT count(*)::int AS n FROM events WHERE "campaignId" = ${campaignId}::uuid`,
  );
  return rows[0]?.n ?? 0;
}
