import { sql, sqlEmpty, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type Page, toPage } from '#shared/paging.ts';
import { historyIds } from '../contacts/index.ts';
import type { EventClass } from './events.ts';
import type { EventKind } from './schemas.ts';

/** One line of a contact's timeline. `url` is the link's, for clicks. */
export type ContactEvent = {
  id: string;
  campaignId: string;
  campaignName: string;
  at: Date;
  kind: EventKind;
  class: EventClass;
  reason: string;
  url: string | null;
  address: string | null;
  agent: string | null;
  repeats: number;
};

/**
 * What a contact, and who was merged into it, did with the messages it was sent, newest first; only what was tracked under individual
 * consent.
 */
export async function eventsOfContact(
  ctx: TenantCtx,
  input: {
    contactId: string;
    campaignId?: string | undefined;
    kind?: EventKind | undefined;
    limit: number;
    cursor?: string | null | undefined;
  },
): Promise<Page<ContactEvent>> {
  const { contactId, campaignId, kind, limit, cursor } = input;
  const workspaceId = ctx.workspace.id;
  const ids = await historyIds(ctx, contactId);
  const rows = await tenantRows<ContactEvent>(
    ctx,
    sql`SELECT e.id, e."campaignId", coalesce(c.name, '') AS "campaignName", e.at, e.kind, e.class, e.reason, l.url,
        e.address, e.agent, e.repeats
      FROM events e
      LEFT JOIN campaigns c ON c."workspaceId" = ${workspaceId}::uuid AND c.id = e."campaignId"
      LEFT JOIN campaign_links l ON l."workspaceId" = ${workspaceId}::uuid AND l."campaignId" = e."campaignId" AND l.index = e.link
      WHERE e."workspaceId" = ${workspaceId}::uuid AND e."contactId" = ANY(${ids}::uuid[])
        ${campaignId ? sql`AND e."campaignId" = ${campaignId}::uuid` : sqlEmpty}
        ${kind ? sql`AND e.kind = ${kind}` : sqlEmpty}
        ${cursor ? sql`AND e.id < ${cursor}::uuid` : sqlEmpty}
      ORDER BY e.id DESC LIMIT ${limit + 1}`,
  );
  return toPage(rows, limit, (row) => row.id);
}
