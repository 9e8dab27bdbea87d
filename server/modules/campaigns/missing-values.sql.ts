import { type Sql, sql, sqlJoin, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { MissingValue } from '#shared/campaign-checks.ts';
import { type CampaignAudience, campaignAudience } from './campaign-audience.sql.ts';

const attributePrefix = 'contact.attributes.';

/** The text that a contact's row (alias `c`) holds for a variable; null for a name that contacts do not bring. */
function valueSql(name: string): Sql | null {
  if (name === 'contact.firstName') return sql`c."firstName"`;
  if (name === 'contact.lastName') return sql`c."lastName"`;
  if (name.startsWith(attributePrefix)) return sql`(c.attributes ->> ${name.slice(attributePrefix.length)}::text)`;
  return null;
}

const facts = { 'workspace.address': 'postalAddress', 'workspace.email': 'email', 'workspace.phone': 'phone' } as const;
const isFact = (name: string): name is keyof typeof facts => Object.hasOwn(facts, name);

/** The uses of the workspace's own facts that nobody has filled in: everybody lacks them. */
async function ownMissing<U extends { name: string }>(ctx: TenantCtx, uses: readonly U[]): Promise<U[]> {
  if (!uses.some(({ name }) => isFact(name))) return [];
  const workspace = await ctx.db.workspace.findFirst({ select: { postalAddress: true, email: true, phone: true } });
  return uses.filter(({ name }) => isFact(name) && (workspace?.[facts[name]] ?? '').trim() === '');
}

/** For each variable, how many of those who would be sent to have no value. One pass over the audience. */
export async function countMissingValues(
  ctx: TenantCtx,
  selection: CampaignAudience,
  uses: readonly { name: string; fallback: string }[],
): Promise<MissingValue[]> {
  const asked = uses.flatMap((use) => {
    const value = valueSql(use.name);
    return value ? [{ use, value }] : [];
  });
  const own = await ownMissing(ctx, uses);
  if (asked.length === 0 && own.length === 0) return [];
  const audience = await campaignAudience(ctx, selection);
  const counts = [
    sql`count(*)::int`,
    ...asked.map(({ value }) => sql`count(*) FILTER (WHERE btrim(coalesce(${value}, '')) = '')::int`),
  ];
  const [row] = await tenantRows<{ counts: number[] }>(
    ctx,
    sql`SELECT ARRAY[${sqlJoin(counts)}] AS counts
      FROM (${audience}) audience
      JOIN contacts c ON c."workspaceId" = ${ctx.workspace.id}::uuid AND c.id = audience."contactId"
      WHERE audience.reason IS NULL`,
  );
  const [everybody = 0, ...lacking] = row?.counts ?? [];
  return [
    ...asked.map(({ use }, index) => ({ ...use, contacts: lacking[index] ?? 0 })),
    ...own.map((use) => ({ ...use, contacts: everybody })),
  ];
}
