import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { type ParticularName, type Particulars, particularNames } from './schemas.ts';

const KEPT = 100;

type ParticularsChange = { field: ParticularName; before: string; after: string };

/** What differs between two states, in the order of the form. */
export function particularsChanges(before: Particulars, after: Particulars): ParticularsChange[] {
  return particularNames
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** A version's values as they were kept; fields that it does not know are empty. */
function particularsOf(values: unknown): Particulars {
  const kept = typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return Object.fromEntries(particularNames.map((name) => [name, text(kept[name])])) as Particulars;
}

/** The customer's particulars as they are now, and the version that they are (null: never changed since the registration). */
export async function readParticulars(ctx: TenantCtx): Promise<{ particulars: Particulars; version: string | null }> {
  const [row, newest] = await Promise.all([
    ctx.db.workspace.findFirst({ where: { id: ctx.workspace.id } }),
    ctx.db.particularsVersion.findFirst({ select: { id: true }, orderBy: { id: 'desc' } }),
  ]);
  if (!row) throw new NotFound({ what: 'workspace' });
  return { particulars: particularsOf(row), version: newest?.id ?? null };
}

/** Every state that the particulars were in, the newest first, each with what it changed; the last 100. */
export async function particularsHistory(ctx: TenantCtx) {
  const rows = await ctx.db.particularsVersion.findMany({ orderBy: { id: 'desc' }, take: KEPT });
  return rows.map(({ id, at, actorName, values }, index) => {
    const older = rows[index + 1];
    const changes = older ? particularsChanges(particularsOf(older.values), particularsOf(values)) : [];
    return { id, at, actorName, changes };
  });
}

/** What staff hold to be false or outdated: not yet closed, the newest first. */
export function openFlags(ctx: TenantCtx) {
  return ctx.db.particularsFlag.findMany({
    where: { resolvedAt: null },
    select: { id: true, field: true, reason: true, at: true, staffName: true, answer: true },
    orderBy: { id: 'desc' },
    take: KEPT,
  });
}
