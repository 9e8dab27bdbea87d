import { escapeLike, type Sql, sql, sqlEmpty, systemRowsWithin } from '#server/db/sql.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { type Page, toPage } from '#shared/paging.ts';
import type { DeliveryState } from '../deliveries/schemas.ts';
import type { DeliverySearch } from './schemas.ts';

export type FoundDelivery = {
  workspaceId: string;
  workspaceName: string;
  campaignId: string;
  campaignName: string;
  contactId: string;
  /** Null once the contact is erased. */
  address: string | null;
  state: DeliveryState;
  stateAt: Date;
  reason: string | null;
  /** For those that wait: when they are tried again. */
  dueAt: Date | null;
};

const SECONDS = 5;
const CANCELLED_BY_SERVER = '57014';

/** What a search has come down to: one delivery, some contacts, or campaigns of a span of time. */
export type DeliveryTarget =
  | { kind: 'one'; campaignId: string; contactId: string }
  | { kind: 'address'; addressKey: string }
  | { kind: 'span'; from: Date; until: Date };

/**
 * Deliveries over all customers, newest campaign first. Never a scan: one by its key; an address by one probe of the contacts' key for
 * each workspace (2,000 of them take 11 ms of CPU where one knows the address and 95 where all do, so no index of its own, which every
 * import would pay for) and then the contact's index; a span by its campaigns, each of which gives at most a page. Cancelled by the server after five seconds: InvalidInput `search-too-wide`.
 */
export async function searchDeliveries(
  ctx: StaffCtx,
  target: DeliveryTarget,
  input: DeliverySearch,
): Promise<Page<FoundDelivery>> {
  const limit = input.limit + 1;
  const rows = await readWithin(ctx, queryOf(target, input, limit));
  return toPage(rows, input.limit, (row) => `${row.campaignId}${row.contactId}`);
}

function queryOf(target: DeliveryTarget, input: DeliverySearch, limit: number): Sql {
  const [campaign, contact] = input.cursor ? [input.cursor.slice(0, 36), input.cursor.slice(36)] : [null, null];
  const after = campaign
    ? sql`AND (d."campaignId" < ${campaign}::uuid OR d."campaignId" = ${campaign}::uuid AND d."contactId" < ${contact}::uuid)`
    : sqlEmpty;
  const state = input.state ? sql`AND d.state = ${input.state}::delivery_state` : sqlEmpty;
  const owner = input.workspaceId ? sql`AND w.id = ${input.workspaceId}::uuid` : sqlEmpty;
  const domain = input.domain
    ? sql`AND t."addressKey" LIKE ${`%@${escapeLike(input.domain.toLowerCase())}`}`
    : sqlEmpty;
  const span = sql`${input.from ? sql`AND c."startedAt" >= ${input.from}` : sqlEmpty} ${
    input.until ? sql`AND c."startedAt" < ${input.until}` : sqlEmpty
  }`;
  const shown = sql`w.id AS "workspaceId", w.name AS "workspaceName", c.id AS "campaignId", c.name AS "campaignName",
    d."contactId", t.address, d.state::text AS state, d."stateAt", d.reason, r."dueAt"`;
  const deferral = sql`LEFT JOIN delivery_deferrals r ON r."campaignId" = d."campaignId" AND r."contactId" = d."contactId"`;
  const contacts = input.domain ? sql`JOIN` : sql`LEFT JOIN`;
  switch (target.kind) {
    case 'one':
      return sql`SELECT ${shown} FROM deliveries d
        JOIN campaigns c ON c."workspaceId" = d."workspaceId" AND c.id = d."campaignId"
        JOIN workspaces w ON w.id = d."workspaceId" ${owner}
        ${contacts} contacts t ON t."workspaceId" = w.id AND t.id = d."contactId" ${domain}
        ${deferral}
        WHERE d."campaignId" = ${target.campaignId}::uuid AND d."contactId" = ${target.contactId}::uuid ${state} ${span} LIMIT 1`;
    case 'address':
      return sql`SELECT ${shown} FROM workspaces w
        JOIN LATERAL (SELECT t.id, t.address, t."addressKey" FROM contacts t
          WHERE t."workspaceId" = w.id AND t."addressKey" = ${target.addressKey} OFFSET 0) t ON true
        JOIN deliveries d ON d."contactId" = t.id AND d."workspaceId" = w.id ${state} ${after}
        JOIN campaigns c ON c."workspaceId" = w.id AND c.id = d."campaignId" ${span}
        ${deferral}
        WHERE true ${owner} ${domain} ORDER BY d."campaignId" DESC, d."contactId" DESC LIMIT ${limit}`;
    case 'span':
      // In the order of the answer from the start, so that the first campaigns fill the page and no other is opened.
      return sql`SELECT ${shown} FROM (
          SELECT c.id, c.name, c."workspaceId" FROM campaigns c
          WHERE c."startedAt" >= ${target.from} AND c."startedAt" < ${target.until}
            ${input.workspaceId ? sql`AND c."workspaceId" = ${input.workspaceId}::uuid` : sqlEmpty}
            ${campaign ? sql`AND c.id <= ${campaign}::uuid` : sqlEmpty}
          ORDER BY c.id DESC
        ) c
        JOIN LATERAL (SELECT w.id, w.name FROM workspaces w WHERE w.id = c."workspaceId" LIMIT 1) w ON true
        CROSS JOIN LATERAL (
          SELECT d.*, t.address FROM deliveries d
          ${contacts} contacts t ON t."workspaceId" = c."workspaceId" AND t.id = d."contactId" ${domain}
          WHERE d."campaignId" = c.id ${state} ${after} ORDER BY d."contactId" DESC LIMIT ${limit}
        ) d
        CROSS JOIN LATERAL (SELECT d.address) t
        ${deferral}
        ORDER BY c.id DESC, d."contactId" DESC LIMIT ${limit}`;
  }
}

async function readWithin(ctx: StaffCtx, query: Sql): Promise<FoundDelivery[]> {
  try {
    return await systemRowsWithin<FoundDelivery>(ctx, SECONDS, query);
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED_BY_SERVER)
      throw new InvalidInput({ reason: 'search-too-wide' });
    throw error;
  }
}
