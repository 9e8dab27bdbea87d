import { type Sql, sql, sqlEmpty, tenantRows, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { toPage } from '#shared/paging.ts';
import type { AttributeValue } from './attribute-values.ts';
import { type ListContactsInput, listContactsInput, type SendingStatus, type TrackingLevel } from './schemas.ts';
import { contactColumns, isNarrowed, PAGE_SECONDS, selectedSql, selectionScope } from './selection.sql.ts';

export type ContactRow = {
  id: string;
  address: string;
  addressKey: string;
  firstName: string;
  lastName: string;
  language: string | null;
  attributes: Record<string, AttributeValue>;
  createdAt: Date;
  updatedAt: Date;
  trackOpens: TrackingLevel | null;
  trackClicks: TrackingLevel | null;
  status: SendingStatus;
};

type Cursor = { id: string; addressKey: string };

function readCursor(text: string): Cursor {
  try {
    const parsed = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Cursor>;
    if (typeof parsed.id === 'string' && /^[0-9a-f-]{36}$/.test(parsed.id) && typeof parsed.addressKey === 'string') {
      return { id: parsed.id, addressKey: parsed.addressKey };
    }
  } catch {
    // Not ours: refused below.
  }
  throw new InvalidInput({ field: 'cursor', reason: 'cursor' });
}

const writeCursor = ({ id, addressKey }: Cursor) =>
  Buffer.from(JSON.stringify({ id, addressKey })).toString('base64url');

/** So many are looked at one by one before all that match are gathered. */
const LOOKED_AT = 3_000;

/**
 * A page of contacts by a keyset cursor, each with its derived sending status for the topic (default: the workspace's). Whether a filter
 * leaves many or none the planner can't know: asked for fifty at once it walks a million rows for what nobody matches, or sorts a million
 * that all match. So the next in order are looked at first, and only where a page is not among them are all gathered.
 */
export async function listContacts(ctx: TenantCtx, given: ListContactsInput) {
  const input = listContactsInput.parse(given);
  const scope = await selectionScope(ctx, input);
  const down = input.direction === 'desc';
  const order = input.sort === 'address' ? sql`c."addressKey"` : sql`c.id`;
  const cursor = input.cursor ? readCursor(input.cursor) : undefined;
  const key = input.sort === 'address' ? sql`${cursor?.addressKey}::text` : sql`${cursor?.id}::uuid`;
  const rest = cursor ? sql`AND ${order} ${down ? sql`<` : sql`>`} ${key}` : sqlEmpty;
  const ordered = sql`ORDER BY ${order} ${down ? sql`DESC` : sql`ASC`}`;
  const first = sql`${ordered} LIMIT ${input.limit + 1}`;
  const own = sql`"workspaceId" = ${ctx.workspace.id}::uuid`;
  const columns = contactColumns(scope.pecDomains);
  const read = (query: Sql) => tenantRowsWithin<ContactRow>(ctx, PAGE_SECONDS, query);

  const next = sql`(SELECT c.* FROM contacts c WHERE c.${own} ${rest} ${ordered} LIMIT ${LOOKED_AT})`;
  let rows = await read(sql`${columns} ${selectedSql(scope, input, next)} ${first}`);
  if (rows.length <= input.limit && isNarrowed(scope, input)) {
    const found = sql`(SELECT f.* FROM (SELECT c.id FROM matching c ${first}) m JOIN contacts f ON f.${own} AND f.id = m.id)`;
    rows =
      await read(sql`WITH matching AS MATERIALIZED (SELECT c.id, c."addressKey" ${selectedSql(scope, input)} ${rest})
      ${columns} ${selectedSql(scope, {}, found)} ${ordered}`);
  }
  const page = toPage(rows, input.limit, writeCursor);
  const groups = await groupsOf(
    ctx,
    page.rows.map((row) => row.id),
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, groups: groups.get(row.id) ?? [] })) };
}

/** Names of the groups that each contact is in. */
export async function groupsOf(
  ctx: TenantCtx,
  contactIds: string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const rows = await tenantRows<{ contactId: string; id: string; name: string }>(
    ctx,
    sql`SELECT m."contactId", g.id, g.name FROM group_members m
      JOIN groups g ON g."workspaceId" = ${ctx.workspace.id}::uuid AND g.id = m."groupId"
      WHERE m."workspaceId" = ${ctx.workspace.id}::uuid AND m."contactId" = ANY(${contactIds}::uuid[]) ORDER BY lower(g.name)`,
  );
  const groups = new Map<string, { id: string; name: string }[]>();
  for (const { contactId, ...group } of rows) groups.set(contactId, [...(groups.get(contactId) ?? []), group]);
  return groups;
}
