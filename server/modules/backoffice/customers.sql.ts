import { escapeLike, type Sql, sql, sqlEmpty, sqlJoin, systemRows } from '#server/db/sql.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { type Page, toPage } from '#shared/paging.ts';
import type { CustomerSort, HealthLevel, HealthReason, ListCustomersInput } from './schemas.ts';

export type CustomerRow = {
  id: string;
  slug: string;
  name: string;
  state: 'active' | 'suspended' | 'ended';
  createdAt: Date;
  /** Codes of the plans that were activated, oldest first. */
  plans: string[];
  /** As last measured; null before the first time. */
  measuredAt: Date | null;
  level: HealthLevel | null;
  reasons: HealthReason[] | null;
  messages: number | null;
};

const likely = (text: string) => `%${escapeLike(text)}%`;

/** What each order goes by, as text of a fixed form, so that one kind of cursor serves all. */
const sortKeys: Record<CustomerSort, { key: Sql; ascending: boolean }> = {
  newest: { key: sql`''`, ascending: false },
  name: { key: sql`lower(w.name)`, ascending: true },
  health: { key: sql`coalesce(h.level, 0)::text`, ascending: false },
  contacts: { key: sql`lpad(coalesce(h.contacts, 0)::text, 10, '0')`, ascending: false },
  messages: { key: sql`lpad(coalesce(h.messages, 0)::text, 10, '0')`, ascending: false },
};

function conditions(input: ListCustomersInput): Sql {
  const all: Sql[] = [];
  if (input.cursor) {
    const { key, ascending } = sortKeys[input.sort];
    const id = input.cursor.slice(0, 36);
    const after = input.cursor.slice(36);
    all.push(
      ascending
        ? sql`(${key}, w.id) > (${after}::text, ${id}::uuid)`
        : sql`(${key}, w.id) < (${after}::text, ${id}::uuid)`,
    );
  }
  if (input.state) all.push(sql`w.state = ${input.state}::"WorkspaceState"`);
  if (input.health !== undefined) all.push(sql`coalesce(h.level, 0) = ${input.health}`);
  if (input.trial) {
    all.push(sql`EXISTS (SELECT FROM entitlements e WHERE e."workspaceId" = w.id AND e.trial
      AND e."from" <= now() AND (e."until" IS NULL OR e."until" > now()))`);
  }
  if (input.plan) {
    all.push(sql`EXISTS (SELECT FROM purchases p WHERE p."workspaceId" = w.id AND p.plan = ${input.plan})`);
  }
  if (input.search) {
    const text = likely(input.search);
    all.push(sql`(w.name ILIKE ${text} OR w.slug ILIKE ${text} OR w."vatNumber" ILIKE ${text} OR w."taxCode" ILIKE ${text}
      OR w.email ILIKE ${text} OR w.id::text = ${input.search.toLowerCase()}
      OR EXISTS (SELECT FROM memberships m JOIN users u ON u.id = m."userId"
                 WHERE m."workspaceId" = w.id AND (u.email ILIKE ${text} OR u.username ILIKE ${text} OR u.name ILIKE ${text}))
      OR EXISTS (SELECT FROM sending_domains d WHERE d."workspaceId" = w.id AND d.domain ILIKE ${text})
      OR EXISTS (SELECT FROM purchases p WHERE p."workspaceId" = w.id
                 AND (p."externalRef" ILIKE ${text} OR p.email ILIKE ${text} OR p.id::text = ${input.search.toLowerCase()})))`);
  }
  return all.length ? sql`WHERE ${sqlJoin(all, ' AND ')}` : sqlEmpty;
}

/** Customers in an order: found by name, slug, id, tax id, person, domain or purchase; narrowed by state, plan, trial, health. */
export async function pageOfCustomers(
  ctx: StaffCtx | SystemCtx,
  input: ListCustomersInput,
): Promise<Page<CustomerRow>> {
  const { key, ascending } = sortKeys[input.sort];
  const order = ascending ? sql`ORDER BY "sortKey", w.id` : sql`ORDER BY "sortKey" DESC, w.id DESC`;
  const rows = await systemRows<CustomerRow & { sortKey: string }>(
    ctx,
    sql`SELECT w.id, w.slug, w.name, w.state::text AS state, w."createdAt", ${key} AS "sortKey",
          ARRAY(SELECT p.plan FROM purchases p WHERE p."workspaceId" = w.id ORDER BY p."activatedAt") AS plans,
          h.at AS "measuredAt", h.level::int AS level, h.reasons, h.messages
        FROM workspaces w LEFT JOIN workspace_health h ON h."workspaceId" = w.id
        ${conditions(input)} ${order} LIMIT ${input.limit + 1}`,
  );
  const page = toPage(rows, input.limit, (row) => row.id + row.sortKey);
  return { next: page.next, rows: page.rows.map(({ sortKey: _, ...row }) => row) };
}

/** How many contacts each workspace has, in one grouped query; those without any are missing. */
export async function contactCounts(ctx: StaffCtx | SystemCtx, ids: string[]): Promise<Map<string, number>> {
  const rows = await systemRows<{ id: string; contacts: number }>(
    ctx,
    sql`SELECT "workspaceId" AS id, count(*)::int AS contacts FROM contacts
        WHERE "workspaceId" = ANY(${ids}::uuid[]) GROUP BY "workspaceId"`,
  );
  return new Map(rows.map((row) => [row.id, row.contacts]));
}
