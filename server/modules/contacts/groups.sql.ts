import { sql, sqlEmpty, tenantExecute, tenantRows, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { groupsBelow } from './eligibility.sql.ts';
import { largeCounts } from './large-counts.sql.ts';

const COUNT_SECONDS = 60;

/** One change of the tree at a time in a workspace: two moves at once could make a cycle. Held to the transaction's end. */
export async function lockGroups(ctx: TenantCtx): Promise<void> {
  await tenantRows(
    ctx,
    sql`SELECT pg_advisory_xact_lock(hashtext('contacts.groups'), hashtext(${ctx.workspace.id}))::text`,
  );
}

/** A group's id and those of everything below it. */
export async function groupIdsBelow(ctx: TenantCtx, id: string): Promise<string[]> {
  const below = groupsBelow(ctx.workspace.id, [id]);
  const rows = await tenantRows<{ id: string }>(ctx, sql`SELECT id FROM groups WHERE id IN ${below}`);
  return rows.map((row) => row.id);
}

export type GroupNode = {
  id: string;
  name: string;
  parentId: string | null;
  depth: number;
  /** Names from the root, joined by ` / `. */
  path: string;
  /** Contacts in the group itself. */
  own: number;
  /** Contacts in it or anywhere below, each once. */
  total: number;
};

type Place = Omit<GroupNode, 'own' | 'total'>;
/** Contacts in each group itself, and in it or anywhere below. */
type GroupCounts = Record<string, { own: number; total: number }>;

/**
 * The whole tree in the order in which it is shown: a parent before its children, siblings as the customer ordered them, else by name.
 * The tree is as it is now; how many are in it may be some seconds old where the workspace is large.
 */
export async function listGroups(ctx: TenantCtx): Promise<GroupNode[]> {
  const workspaceId = ctx.workspace.id;
  const tree = await tenantRows<Place>(
    ctx,
    sql`WITH RECURSIVE tree AS (
      SELECT id, name, "parentId", position, 0 AS depth, name AS path,
        ARRAY[lpad(position::text, 6, '0'), lower(name), id::text] AS place
      FROM groups WHERE "workspaceId" = ${workspaceId}::uuid AND "parentId" IS NULL
      UNION ALL
      SELECT g.id, g.name, g."parentId", g.position, tree.depth + 1, tree.path || ' / ' || g.name,
        tree.place || ARRAY[lpad(g.position::text, 6, '0'), lower(g.name), g.id::text]
      FROM groups g JOIN tree ON g."parentId" = tree.id WHERE g."workspaceId" = ${workspaceId}::uuid
    )
    SELECT id, name, "parentId", depth, path FROM tree ORDER BY place`,
  );
  if (tree.length === 0) return [];
  const { sums } = await largeCounts(ctx, 'groups-1', () => countGroups(ctx));
  // Made since then, and so in none of the sums.
  const unknown = tree.filter(({ id }) => !sums[id]).map(({ id }) => id);
  const fresh = unknown.length > 0 ? await countGroups(ctx, unknown) : {};
  return tree.map((group) => ({ ...group, ...(sums[group.id] ?? fresh[group.id] ?? { own: 0, total: 0 }) }));
}

/** Counts all groups, or these alone. */
async function countGroups(ctx: TenantCtx, only?: readonly string[]): Promise<GroupCounts> {
  const ws = sql`${ctx.workspace.id}::uuid`;
  const roots = only ? sql`AND id = ANY(${[...only]}::uuid[])` : sqlEmpty;
  const rows = await tenantRowsWithin<{ id: string; own: number; total: number }>(
    ctx,
    COUNT_SECONDS,
    sql`WITH RECURSIVE below AS (
      SELECT id AS root, id FROM groups WHERE "workspaceId" = ${ws} ${roots}
      UNION ALL
      SELECT below.root, g.id FROM groups g JOIN below ON g."parentId" = below.id WHERE g."workspaceId" = ${ws}
    ), own AS (
      SELECT "groupId", count(*)::int AS n FROM group_members
      WHERE "workspaceId" = ${ws} AND "groupId" IN (SELECT id FROM below) GROUP BY "groupId"
    ), parents AS (
      -- Only a group with children needs its contacts told apart.
      SELECT below.root, count(DISTINCT m."contactId")::int AS n
      FROM below JOIN group_members m ON m."workspaceId" = ${ws} AND m."groupId" = below.id
      WHERE below.root IN (SELECT root FROM below WHERE id <> root)
      GROUP BY below.root
    )
    SELECT below.id, coalesce(own.n, 0) AS own, coalesce(parents.n, own.n, 0) AS total
    FROM below LEFT JOIN own ON own."groupId" = below.id LEFT JOIN parents ON parents.root = below.id
    WHERE below.root = below.id`,
  );
  return Object.fromEntries(rows.map(({ id, ...counts }) => [id, counts]));
}

/** Ids of a place's groups in their order, the one that is moved left out. */
export async function siblingIds(ctx: TenantCtx, parentId: string | null, except: string): Promise<string[]> {
  const rows = await tenantRows<{ id: string }>(
    ctx,
    sql`SELECT id FROM groups WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "parentId" IS NOT DISTINCT FROM ${parentId}::uuid
      AND id <> ${except}::uuid ORDER BY position, lower(name), id`,
  );
  return rows.map((row) => row.id);
}

/** Numbers groups by their place in the list. */
export async function orderGroups(ctx: TenantCtx, ids: readonly string[]): Promise<void> {
  await tenantExecute(
    ctx,
    sql`UPDATE groups g SET position = wanted.place FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS wanted (id, place)
      WHERE g."workspaceId" = ${ctx.workspace.id}::uuid AND g.id = wanted.id`,
  );
}

/** How many levels a group has with those below it: 1 without any. */
export async function groupHeight(ctx: TenantCtx, id: string): Promise<number> {
  const rows = await tenantRows<{ height: number }>(
    ctx,
    sql`WITH RECURSIVE below AS (
        SELECT id, 1 AS level FROM groups WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND id = ${id}::uuid
        UNION ALL
        SELECT g.id, below.level + 1 FROM groups g JOIN below ON g."parentId" = below.id
        WHERE g."workspaceId" = ${ctx.workspace.id}::uuid
      ) SELECT coalesce(max(level), 1)::int AS height FROM below`,
  );
  return rows[0]?.height ?? 1;
}

/** Keeps who is in groups that are about to go, each contact with its groups among them. Answers how many contacts. */
export async function keepMembers(ctx: TenantCtx, actionId: string, groupIds: readonly string[]): Promise<number> {
  const ws = sql`${ctx.workspace.id}::uuid`;
  return tenantExecute(
    ctx,
    sql`INSERT INTO contact_befores ("workspaceId", "actionId", "contactId", before)
      SELECT ${ws}, ${actionId}::uuid, "contactId", jsonb_build_object('groups', jsonb_agg("groupId")) FROM group_members
      WHERE "workspaceId" = ${ws} AND "groupId" = ANY(${[...groupIds]}::uuid[]) GROUP BY "contactId"`,
  );
}

/** Puts the contacts that an action kept into their groups again, those that are still there; what was kept is used up. Answers how many. */
export async function putMembersBack(ctx: TenantCtx, actionId: string): Promise<number> {
  const ws = sql`${ctx.workspace.id}::uuid`;
  const rows = await tenantRows<{ count: number }>(
    ctx,
    sql`WITH kept AS (
        DELETE FROM contact_befores WHERE "workspaceId" = ${ws} AND "actionId" = ${actionId}::uuid RETURNING "contactId", before),
      back AS (
        INSERT INTO group_members ("workspaceId", "groupId", "contactId")
        SELECT ${ws}, g.id, c.id FROM kept CROSS JOIN jsonb_array_elements_text(kept.before->'groups') AS was (id)
        JOIN groups g ON g."workspaceId" = ${ws} AND g.id = was.id::uuid
        JOIN contacts c ON c."workspaceId" = ${ws} AND c.id = kept."contactId"
        ON CONFLICT DO NOTHING RETURNING "contactId")
      SELECT count(DISTINCT "contactId")::int AS count FROM back`,
  );
  return rows[0]?.count ?? 0;
}
