import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import type { saveFilterInput, updateFilterInput } from './schemas.ts';

const MAX_FILTERS = 200;
type Filter = { id: string; name: string; query: string };

/** The workspace's saved filters by name: everybody sees the same. */
export async function listSavedFilters(ctx: TenantCtx): Promise<Filter[]> {
  const rows = await ctx.db.savedFilter.findMany({ orderBy: { name: 'asc' }, take: MAX_FILTERS });
  return rows.map(({ id, name, query }) => ({ id, name, query: typeof query === 'string' ? query : '' }));
}

async function refuseTaken(ctx: TenantCtx, name: string, except?: string): Promise<void> {
  const twin = await ctx.db.savedFilter.findFirst({
    where: { name: { equals: name, mode: 'insensitive' }, ...(except ? { id: { not: except } } : {}) },
  });
  if (twin) throw new InvalidInput({ field: 'name', reason: 'name-taken' });
}

/** Keeps a filter under a new name. */
export async function saveFilter(ctx: TenantCtx, input: z.infer<typeof saveFilterInput>): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    await refuseTaken(tx, input.name);
    if ((await tx.db.savedFilter.count()) >= MAX_FILTERS) {
      throw new InvalidInput({ field: 'name', reason: 'too-many-filters' });
    }
    const id = uuid7(ctx.now().getTime());
    const at = ctx.now();
    const createdBy = ctx.actor.kind === 'person' ? ctx.actor.id : ctx.workspace.id;
    await tx.db.savedFilter.create({
      data: { workspaceId: ctx.workspace.id, id, ...input, createdBy, createdAt: at, updatedAt: at },
    });
    await audit(tx, { action: 'contacts.save-filter', subject: { kind: 'filter', id, name: input.name } });
    return { id };
  });
}

/** Renames a filter, or has it mean something else. */
export async function updateFilter(ctx: TenantCtx, input: z.infer<typeof updateFilterInput>): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await tx.db.savedFilter.findFirst({ where: { id: input.id } });
    if (!before) throw new NotFound({ what: 'filter' });
    if (input.name !== undefined) await refuseTaken(tx, input.name, input.id);
    const after = {
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.query === undefined ? {} : { query: input.query }),
    };
    await tx.db.savedFilter.updateMany({ where: { id: input.id }, data: { ...after, updatedAt: ctx.now() } });
    await audit(tx, {
      action: 'contacts.update-filter',
      subject: { kind: 'filter', id: input.id, name: input.name ?? before.name },
      before: { name: before.name, query: before.query },
      after,
    });
  });
}

/** Deletes a filter; the contacts that it found stay. */
export async function deleteFilter(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await tx.db.savedFilter.findFirst({ where: { id: input.id } });
    if (!before) throw new NotFound({ what: 'filter' });
    await tx.db.savedFilter.deleteMany({ where: { id: input.id } });
    await audit(tx, {
      action: 'contacts.delete-filter',
      subject: { kind: 'filter', id: input.id, name: before.name },
      before: { query: before.query },
    });
  });
}
