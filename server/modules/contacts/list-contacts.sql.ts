import { escapeLike, type Sql, sql, sqlEmpty, sqlJoin, tenantRows, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { toPage } from '#shared/paging.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { AttributeValue } from './attribute-values.ts';
import { certifiedSql, groupsBelow, reasonSql, statusSql } from './eligibility.sql.ts';
import { type ContactSelection, type ListContactsInput, listContactsInput, type SendingStatus } from './schemas.ts';
import { defaultTopic } from './topics.ts';

export type ContactRow = {
  id: string;
  address: string;
  addressKey: string;
  firstName: string;
  lastName: string;
  language: string | null;
  attributes: Record<string, AttributeValue>;
  createdAt: Date;
  status: SendingStatus;
};

/** Counting stops here: a title says `10.000+`. */
export const COUNT_CAP = 10_000;
/** What somebody waits for at a page, and what a worker does, under load. */
const PAGE_SECONDS = 20;
const WHOLE_SECONDS = 300;

export type SelectionScope = {
  workspaceId: string;
  topicId: string;
  pecDomains: readonly string[];
  /** The selection's group and those below it. Known beforehand: the planner then sees how many are in them. */
  groupIds: readonly string[];
};

export async function selectionScope(ctx: TenantCtx, selection: ContactSelection): Promise<SelectionScope> {
  const workspaceId = ctx.workspace.id;
  const topicId = selection.topicId ?? (await defaultTopic(ctx)).id;
  const pecDomains = (await providerSettings(ctx))['sending.pec-domains'];
  const below = selection.groupId
    ? await tenantRows<{ id: string }>(
        ctx,
        sql`SELECT below.id FROM ${groupsBelow(workspaceId, [selection.groupId])} below`,
      )
    : [];
  return { workspaceId, topicId, pecDomains, groupIds: below.map(({ id }) => id) };
}

/**
 * A word anywhere in address or name; one of only one or two letters, in which there is no trigram to look up, at the beginning of the
 * address or of a name.
 */
function wordSql(word: string): Sql {
  const escaped = escapeLike(word);
  if (!/^[\p{L}\p{N}]{1,2}$/u.test(word)) return sql`c.search LIKE ${`%${escaped}%`}`;
  return sql`(c.search LIKE ${`${escaped}%`} OR c.search LIKE ${`% ${escaped}%`})`;
}

/** `FROM … WHERE …` of the contacts that a selection means, under the aliases of the eligibility predicate. */
function selected(scope: SelectionScope, selection: ContactSelection): Sql {
  const { workspaceId, topicId, pecDomains, groupIds } = scope;
  const words = (selection.q ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const conditions = [sql`c."workspaceId" = ${workspaceId}::uuid`, ...words.map(wordSql)];
  if (selection.attribute) {
    conditions.push(sql`c.attributes->>${selection.attribute.key}::text = ${selection.attribute.value}`);
  }
  if (selection.groupId) {
    conditions.push(sql`c.id IN (SELECT m."contactId" FROM group_members m
      WHERE m."workspaceId" = ${workspaceId}::uuid AND m."groupId" = ANY(${[...groupIds]}::uuid[]))`);
  }
  if (selection.status) conditions.push(statusSql(selection.status, pecDomains));
  return sql`FROM contacts c
    LEFT JOIN address_states a ON a."workspaceId" = ${workspaceId}::uuid AND a."addressKey" = c."addressKey"
    LEFT JOIN subscriptions s ON s."workspaceId" = ${workspaceId}::uuid AND s."contactId" = c.id AND s."topicId" = ${topicId}::uuid
    WHERE ${sqlJoin(conditions, ' AND ')}`;
}

/** The columns of a `ContactRow` over `selected`. */
const columns = (pecDomains: readonly string[]): Sql =>
  sql`SELECT c.id, c.address, c."addressKey", c."firstName", c."lastName", c.language, c.attributes, c."createdAt",
    coalesce(${reasonSql(sql`false`, certifiedSql(pecDomains))}, 'active') AS status`;

/** A page of the selection after a key, in the order of ids: what an export walks along. */
export function selectionPage(
  scope: SelectionScope,
  selection: ContactSelection,
  after: string | null,
  limit: number,
): Sql {
  const rest = after ? sql`AND c.id > ${after}::uuid` : sqlEmpty;
  return sql`${columns(scope.pecDomains)} ${selected(scope, selection)} ${rest} ORDER BY c.id LIMIT ${limit}`;
}

/** How many contacts a selection means; counting stops at `cap` + 1 where one is given. */
export async function countSelection(ctx: TenantCtx, selection: ContactSelection, cap?: number): Promise<number> {
  const scope = await selectionScope(ctx, selection);
  const limit = cap === undefined ? sqlEmpty : sql`LIMIT ${cap + 1}`;
  const rows = await tenantRowsWithin<{ n: number }>(
    ctx,
    cap === undefined ? WHOLE_SECONDS : PAGE_SECONDS,
    sql`SELECT count(*)::int AS n FROM (SELECT 1 ${selected(scope, selection)} ${limit}) counted`,
  );
  return rows[0]?.n ?? 0;
}

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

/** A page of contacts by a keyset cursor, each with its derived sending status for the topic (default: the workspace's). */
export async function listContacts(ctx: TenantCtx, given: ListContactsInput) {
  const input = listContactsInput.parse(given);
  const scope = await selectionScope(ctx, input);
  const down = input.direction === 'desc';
  const order = input.sort === 'address' ? sql`c."addressKey"` : sql`c.id`;
  const cursor = input.cursor ? readCursor(input.cursor) : undefined;
  const key = input.sort === 'address' ? sql`${cursor?.addressKey}::text` : sql`${cursor?.id}::uuid`;
  const rest = cursor ? sql`AND ${order} ${down ? sql`<` : sql`>`} ${key}` : sqlEmpty;
  const rows = await tenantRowsWithin<ContactRow>(
    ctx,
    PAGE_SECONDS,
    sql`${columns(scope.pecDomains)} ${selected(scope, input)} ${rest}
      ORDER BY ${order} ${down ? sql`DESC` : sql`ASC`} LIMIT ${input.limit + 1}`,
  );
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
