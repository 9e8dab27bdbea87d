import type { TrackingLevel } from '#server/db/generated/enums.ts';
import { sql, sqlEmpty, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type Page, toPage } from '#shared/paging.ts';
import { historyIds } from '../contacts/index.ts';
import type { DeliveryState, ListDeliveriesInput } from './schemas.ts';

export type DeliveryRow = {
  contactId: string;
  state: DeliveryState;
  stateAt: Date;
  reason: string | null;
  trackOpens: TrackingLevel;
  trackClicks: TrackingLevel;
  /** Null once the contact is erased. */
  address: string | null;
  firstName: string | null;
  lastName: string | null;
  /** For those that wait: when they are tried again. */
  dueAt: Date | null;
};

const FIRST = '00000000-0000-0000-0000-000000000000';

/** A campaign's deliveries, one page, optionally of one state. */
export async function listDeliveries(ctx: TenantCtx, input: ListDeliveriesInput): Promise<Page<DeliveryRow>> {
  const workspaceId = ctx.workspace.id;
  const state = input.state ? sql`AND d.state = ${input.state}::delivery_state` : sqlEmpty;
  const rows = await tenantRows<DeliveryRow>(
    ctx,
    sql`SELECT d."contactId", d.state::text AS state, d."stateAt", d.reason, d."trackOpens"::text AS "trackOpens",
        d."trackClicks"::text AS "trackClicks", c.address, c."firstName", c."lastName", r."dueAt"
      FROM deliveries d
      LEFT JOIN contacts c ON c."workspaceId" = ${workspaceId}::uuid AND c.id = d."contactId"
      LEFT JOIN delivery_deferrals r ON r."campaignId" = d."campaignId" AND r."contactId" = d."contactId"
      WHERE d."campaignId" = ${input.campaignId}::uuid AND d."workspaceId" = ${workspaceId}::uuid
        AND d."contactId" > ${input.cursor ?? FIRST}::uuid ${state}
      ORDER BY d."contactId" LIMIT ${input.limit + 1}`,
  );
  return toPage(rows, input.limit, (row) => row.contactId);
}

export type ContactDelivery = {
  campaignId: string;
  campaignName: string;
  subject: string;
  /** The campaign is a re-send of another. */
  resend: boolean;
  state: DeliveryState;
  stateAt: Date;
  reason: string | null;
};

/** What one contact was sent, and who was merged into it, newest campaign first. */
export async function deliveriesOfContact(
  ctx: TenantCtx,
  input: { contactId: string; cursor?: string | null | undefined; limit: number },
): Promise<Page<ContactDelivery>> {
  const workspaceId = ctx.workspace.id;
  const ids = await historyIds(ctx, input.contactId);
  const before = input.cursor ? sql`AND d."campaignId" < ${input.cursor}::uuid` : sqlEmpty;
  const rows = await tenantRows<ContactDelivery>(
    ctx,
    sql`SELECT d."campaignId", c.name AS "campaignName", c.subject, c."resendOfId" IS NOT NULL AS resend,
        d.state::text AS state, d."stateAt", d.reason
      FROM deliveries d JOIN campaigns c ON c."workspaceId" = ${workspaceId}::uuid AND c.id = d."campaignId"
      WHERE d."contactId" = ANY(${ids}::uuid[]) AND d."workspaceId" = ${workspaceId}::uuid ${before}
      ORDER BY d."campaignId" DESC LIMIT ${input.limit + 1}`,
  );
  return toPage(rows, input.limit, (row) => row.campaignId);
}

export type Attempt = {
  at: Date;
  attempt: number;
  outcome: string;
  reason: string | null;
  phase: string | null;
  code: number | null;
  enhanced: string | null;
  answer: string | null;
  host: string | null;
};

/** Every try of one delivery with the server's own answer, oldest first. */
export function attemptsOf(ctx: TenantCtx, input: { campaignId: string; contactId: string }): Promise<Attempt[]> {
  return tenantRows<Attempt>(
    ctx,
    sql`SELECT at, attempt::int, outcome, reason, phase, code::int, enhanced, answer, host FROM delivery_attempts
      WHERE "campaignId" = ${input.campaignId}::uuid AND "contactId" = ${input.contactId}::uuid
        AND "workspaceId" = ${ctx.workspace.id}::uuid
      ORDER BY at LIMIT 500`,
  );
}
