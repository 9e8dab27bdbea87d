import { escapeLike, type Sql, sql, sqlEmpty, sqlJoin, systemRows } from '#server/db/sql.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { toPage } from '#shared/paging.ts';
import type { ListCustomersInput } from './schemas.ts';

export type CustomerRow = {
  id: string;
  slug: string;
  name: string;
  state: 'active' | 'suspended' | 'ended';
  createdAt: Date;
  /** Codes of the plans that were activated, oldest first. */
  plans: string[];
};

const likely = (text: string) => `%${escapeLike(text)}%`;

function conditions(input: ListCustomersInput): Sql {
  const all: Sql[] = [];
  if (input.cursor) all.push(sql`w.id < ${input.cursor}::uuid`);
  if (input.state) all.push(sql`w.state = ${input.state}::"WorkspaceState"`);
  if (input.plan) {
    all.push(sql`EXISTS (SELECT FROM purchases p WHERE p."workspaceId" = w.id AND p.plan = ${input.plan})`);
  }
  if (input.search) {
    const text = likely(input.search);
    all.push(sql`(w.name ILIKE ${text} OR w.slug ILIKE ${text} OR w."vatNumber" ILIKE ${text} OR w."taxCode" ILIKE ${text}
      OR EXISTS (SELECT FROM memberships m JOIN users u ON u.id = m."userId"
                 WHERE m."workspaceId" = w.id AND (u.email ILIKE ${text} OR u.username ILIKE ${text} OR u.name ILIKE ${text})))`);
  }
  return all.length ? sql`WHERE ${sqlJoin(all, ' AND ')}` : sqlEmpty;
}

/** Customers, newest first: found by name, slug, tax id or a member; narrowed by state and plan. */
export async function pageOfCustomers(ctx: StaffCtx | SystemCtx, input: ListCustomersInput) {
  const rows = await systemRows<CustomerRow>(
    ctx,
    sql`SELECT w.id, w.slug, w.name, w.state::text AS state, w."createdAt",
          ARRAY(SELECT p.plan FROM purchases p WHERE p."workspaceId" = w.id ORDER BY p."activatedAt") AS plans
        FROM workspaces w ${conditions(input)} ORDER BY w.id DESC LIMIT ${input.limit + 1}`,
  );
  return toPage(rows, input.limit, (row) => row.id);
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
