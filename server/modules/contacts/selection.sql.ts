import { escapeLike, type Sql, sql, sqlEmpty, sqlJoin, tenantRows, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { recentProviderSettings } from '../workspaces/index.ts';
import { type AttributeShape, type AttributeValue, parseAttributeValue } from './attribute-values.ts';
import { type ActivityScope, activityScope, activitySql } from './contact-activity.sql.ts';
import { certifiedSql, reasonSql, statusSql } from './eligibility.sql.ts';
import { type AttributeCondition, type ContactSelection, operatorsOf } from './schemas.ts';
import { defaultTopic } from './topics.ts';

/** Counting stops here: a title says `5.000+`. */
export const COUNT_CAP = 5_000;
/** What somebody waits for at a page, and what a worker does, under load. */
export const PAGE_SECONDS = 20;
const WHOLE_SECONDS = 300;

export type SelectionScope = {
  workspaceId: string;
  timezone: string;
  topicId: string;
  pecDomains: readonly string[];
  /** Each group that the selection names, with those below it. Known beforehand: the planner then sees how many are in them. */
  groups: ReadonlyMap<string, readonly string[]>;
  attributes: ReadonlyMap<string, AttributeShape>;
  activity: ActivityScope | null;
};

export async function selectionScope(ctx: TenantCtx, selection: ContactSelection): Promise<SelectionScope> {
  const workspaceId = ctx.workspace.id;
  const named = [...(selection.groupId ? [selection.groupId] : []), ...(selection.groups?.ids ?? [])];
  const keys = (selection.attributes ?? []).map((condition) => condition.key);
  const [topicId, settings, groups, attributes, activity] = await Promise.all([
    selection.topicId ?? defaultTopic(ctx).then((topic) => topic.id),
    recentProviderSettings(),
    groupsNamed(ctx, named),
    keys.length
      ? ctx.db.attribute.findMany({
          where: { key: { in: keys } },
          select: { key: true, label: true, type: true, choices: true },
        })
      : [],
    selection.activity ? activityScope(ctx, selection.activity) : null,
  ]);
  return {
    workspaceId,
    timezone: ctx.workspace.timezone,
    topicId,
    pecDomains: settings['sending.pec-domains'],
    groups,
    attributes: new Map(attributes.map((attribute) => [attribute.key, attribute])),
    activity,
  };
}

async function groupsNamed(ctx: TenantCtx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await tenantRows<{ root: string; id: string }>(
    ctx,
    sql`WITH RECURSIVE below AS (
        SELECT id AS root, id FROM groups WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND id = ANY(${[...ids]}::uuid[])
        UNION
        SELECT below.root, child.id FROM groups child JOIN below ON child."parentId" = below.id
        WHERE child."workspaceId" = ${ctx.workspace.id}::uuid
      ) SELECT root, id FROM below`,
  );
  for (const { root, id } of rows) found.get(root)?.push(id);
  return found;
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

const membersSql = (workspaceId: string, groupIds: readonly string[]): Sql =>
  sql`(SELECT m."contactId" FROM group_members m
    WHERE m."workspaceId" = ${workspaceId}::uuid AND m."groupId" = ANY(${[...groupIds]}::uuid[]))`;

function groupsSql({ workspaceId, groups }: SelectionScope, wanted: NonNullable<ContactSelection['groups']>): Sql[] {
  const each = wanted.ids.map((id) => groups.get(id) ?? []);
  const inAny = (ids: readonly string[]) => sql`c.id IN ${membersSql(workspaceId, ids)}`;
  switch (wanted.match) {
    case 'any':
      return [inAny(each.flat())];
    case 'all':
      return each.map(inAny);
    case 'none':
      return [
        sql`NOT EXISTS (SELECT FROM group_members m WHERE m."workspaceId" = ${workspaceId}::uuid AND m."contactId" = c.id
          AND m."groupId" = ANY(${each.flat()}::uuid[]))`,
      ];
    case 'without':
      return [
        sql`NOT EXISTS (SELECT FROM group_members m WHERE m."workspaceId" = ${workspaceId}::uuid AND m."contactId" = c.id)`,
      ];
  }
}

/** A condition on an attribute. One that makes no sense (an attribute that is gone, a value of another type) matches nobody. */
function attributeSql(attribute: AttributeShape | undefined, { key, op, values }: AttributeCondition): Sql {
  if (!attribute || !operatorsOf(attribute.type).includes(op)) return sql`false`;
  const text = sql`c.attributes->>${key}::text`;
  if (op === 'filled') return sql`c.attributes ? ${key}::text`;
  if (op === 'empty') return sql`NOT c.attributes ? ${key}::text`;
  const first = (values[0] ?? '').trim();
  if (first === '') return sql`false`;
  if (op === 'contains') return sql`${text} ILIKE ${`%${escapeLike(first)}%`}`;
  if (op === 'starts') return sql`${text} ILIKE ${`${escapeLike(first)}%`}`;
  // A choice that is no longer offered may still be a contact's value.
  const asKept = (text: string) =>
    parseAttributeValue(attribute, text) ?? (attribute.type === 'choice' ? text : undefined);
  const parsed = values.map(asKept).filter((value) => value !== undefined);
  const value = parsed[0];
  if (value === undefined) return sql`false`;
  if (op === 'at-least' || op === 'at-most') {
    const sign = op === 'at-least' ? sql`>=` : sql`<=`;
    if (attribute.type === 'date') return sql`${text} ${sign} ${value}`;
    // The type is asked in the same expression: the planner may evaluate conditions in any order.
    return sql`CASE WHEN jsonb_typeof(c.attributes->${key}::text) = 'number' THEN (${text})::numeric ${sign} ${value}::numeric END`;
  }
  // Containment compares as the type has it, without a cast that could fail.
  const equals = (one: AttributeValue) => sql`c.attributes @> ${JSON.stringify({ [key]: one })}::jsonb`;
  const any = sqlJoin(parsed.map(equals), ' OR ');
  return op === 'is' ? sql`(${any})` : sql`NOT (${any})`;
}

function sourceSql(workspaceId: string, source: NonNullable<ContactSelection['source']>): Sql {
  if (source === 'none') return sql`s."contactId" IS NOT NULL AND s."evidenceId" IS NULL`;
  return sql`s."evidenceId" IN (SELECT e.id FROM evidence e WHERE e."workspaceId" = ${workspaceId}::uuid AND e.source = ${source})`;
}

function conditionsOf(scope: SelectionScope, selection: ContactSelection): Sql[] {
  const { workspaceId, pecDomains, timezone } = scope;
  const { groups, languages, subscription, tracking } = selection;
  const words = (selection.q ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const conditions = [sql`c."workspaceId" = ${workspaceId}::uuid`, ...words.map(wordSql)];
  if (selection.groupId) conditions.push(...groupsSql(scope, { match: 'any', ids: [selection.groupId] }));
  if (groups && (groups.ids.length > 0 || groups.match === 'without')) conditions.push(...groupsSql(scope, groups));
  for (const condition of selection.attributes ?? []) {
    conditions.push(attributeSql(scope.attributes.get(condition.key), condition));
  }
  if (selection.status) conditions.push(statusSql(selection.status, pecDomains));
  if (subscription === 'never') conditions.push(sql`s."contactId" IS NULL`);
  else if (subscription) conditions.push(sql`s.state = ${subscription}::"SubscriptionState"`);
  if (selection.source) conditions.push(sourceSql(workspaceId, selection.source));
  if (selection.addedFrom) {
    conditions.push(sql`c."createdAt" >= ${selection.addedFrom}::date::timestamp AT TIME ZONE ${timezone}`);
  }
  if (selection.addedTo) {
    conditions.push(sql`c."createdAt" < (${selection.addedTo}::date + 1)::timestamp AT TIME ZONE ${timezone}`);
  }
  if (languages?.length) {
    const known = languages.filter((language) => language !== 'none');
    const unknown = languages.includes('none') ? sql`c.language IS NULL OR ` : sqlEmpty;
    conditions.push(sql`(${unknown}c.language = ANY(${known}::text[]))`);
  }
  if (tracking === 'default') conditions.push(sql`c."trackOpens" IS NULL AND c."trackClicks" IS NULL`);
  else if (tracking) {
    conditions.push(
      sql`(c."trackOpens" = ${tracking}::"TrackingLevel" OR c."trackClicks" = ${tracking}::"TrackingLevel")`,
    );
  }
  if (scope.activity) conditions.push(activitySql(workspaceId, scope.activity));
  return conditions;
}

/** Whether a selection leaves anybody out. */
export const isNarrowed = (scope: SelectionScope, selection: ContactSelection): boolean =>
  conditionsOf(scope, selection).length > 1;

/**
 * `FROM … WHERE …` of the contacts that a selection means, under the aliases of the eligibility predicate. `among`: of these alone, a
 * parenthesised query of contacts' rows.
 */
export function selectedSql(scope: SelectionScope, selection: ContactSelection, among: Sql = sql`contacts`): Sql {
  const { workspaceId, topicId } = scope;
  return sql`FROM ${among} c
    LEFT JOIN address_states a ON a."workspaceId" = ${workspaceId}::uuid AND a."addressKey" = c."addressKey"
    LEFT JOIN subscriptions s ON s."workspaceId" = ${workspaceId}::uuid AND s."contactId" = c.id AND s."topicId" = ${topicId}::uuid
    WHERE ${sqlJoin(conditionsOf(scope, selection), ' AND ')}`;
}

/** The columns of a `ContactRow` over `selectedSql`. */
export const contactColumns = (pecDomains: readonly string[]): Sql =>
  sql`SELECT c.id, c.address, c."addressKey", c."firstName", c."lastName", c.language, c.attributes, c."createdAt", c."updatedAt",
    c."trackOpens"::text AS "trackOpens", c."trackClicks"::text AS "trackClicks",
    coalesce(${reasonSql(sql`false`, certifiedSql(pecDomains))}, 'active') AS status`;

/** A page of the selection after a key, in the order of ids, of `picked` ones where they are given: what an export walks along. */
export function selectionPage(
  scope: SelectionScope,
  selection: ContactSelection,
  after: string | null,
  limit: number,
  picked?: readonly string[],
): Sql {
  const rest = after ? sql`AND c.id > ${after}::uuid` : sqlEmpty;
  const only = picked ? sql`AND c.id = ANY(${[...picked]}::uuid[])` : sqlEmpty;
  return sql`${contactColumns(scope.pecDomains)} ${selectedSql(scope, selection)} ${only} ${rest} ORDER BY c.id LIMIT ${limit}`;
}

/** Ids of the selection after one and below another, in their order. */
export async function selectedIds(
  ctx: TenantCtx,
  scope: SelectionScope,
  selection: ContactSelection,
  range: { after: string | null; below: string; limit: number },
): Promise<string[]> {
  const rest = range.after ? sql`AND c.id > ${range.after}::uuid` : sqlEmpty;
  const rows = await tenantRowsWithin<{ id: string }>(
    ctx,
    WHOLE_SECONDS,
    sql`SELECT c.id ${selectedSql(scope, selection)} ${rest} AND c.id < ${range.below}::uuid ORDER BY c.id LIMIT ${range.limit}`,
  );
  return rows.map(({ id }) => id);
}

/** How many contacts a selection means; counting stops at `cap` + 1 where one is given. */
export async function countSelection(ctx: TenantCtx, selection: ContactSelection, cap?: number): Promise<number> {
  const scope = await selectionScope(ctx, selection);
  const limit = cap === undefined ? sqlEmpty : sql`LIMIT ${cap + 1}`;
  const rows = await tenantRowsWithin<{ n: number }>(
    ctx,
    cap === undefined ? WHOLE_SECONDS : PAGE_SECONDS,
    sql`SELECT count(*)::int AS n FROM (SELECT 1 ${selectedSql(scope, selection)} ${limit}) counted`,
  );
  return rows[0]?.n ?? 0;
}
