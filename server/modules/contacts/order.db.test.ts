import { beforeEach, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { attributeUse, createAttribute, listAttributes, renameChoice, updateAttribute } from './attributes.ts';
import { contactDetail, contactTimeline } from './contact-detail.ts';
import { createContact } from './create-contact.ts';
import { listGroups } from './groups.sql.ts';
import { createGroup, moveGroup } from './groups.ts';
import { deleteFilter, listSavedFilters, saveFilter, updateFilter } from './saved-filters.ts';
import { undoBulk } from './start-bulk.ts';
import { updateContact } from './update-contact.ts';

useDatabase();
let ctx: TenantCtx;
beforeEach(async () => {
  ctx = await makeWorkspace();
});
const group = async (name: string, parentId: string | null = null) => (await createGroup(ctx, { name, parentId })).id;
const tree = async () => (await listGroups(ctx)).map((row) => row.path);

describe('the order of groups', () => {
  it('is by name until the customer makes another, after which new ones come last', async () => {
    const [soci, stampa] = [await group('Soci'), await group('Stampa')];
    await group('Amici');
    expect(await tree()).toEqual(['Amici', 'Soci', 'Stampa']);
    expect(await moveGroup(ctx, { id: stampa, parentId: null, index: 0 })).toEqual({
      before: { parentId: null, index: 2 },
    });
    expect(await tree()).toEqual(['Stampa', 'Amici', 'Soci']);
    await group('Bar');
    expect(await tree()).toEqual(['Stampa', 'Amici', 'Soci', 'Bar']);
    await moveGroup(ctx, { id: soci, parentId: stampa, index: 5 });
    expect(await tree()).toEqual(['Stampa', 'Stampa / Soci', 'Amici', 'Bar']);
  });

  it('is as before when a move is taken back', async () => {
    const [a, b] = [await group('A'), await group('B')];
    await group('C');
    const { before } = await moveGroup(ctx, { id: b, parentId: a });
    expect(await tree()).toEqual(['A', 'A / B', 'C']);
    await moveGroup(ctx, { id: b, ...before });
    expect(await tree()).toEqual(['A', 'B', 'C']);
  });

  it('lets no group hang so deep that its own would be too deep', async () => {
    let deepest: string | null = null;
    for (const name of ['1', '2', '3', '4', '5', '6', '7']) deepest = await group(name, deepest);
    const top = await group('Cima');
    await group('Sotto', top);
    await expect(moveGroup(ctx, { id: top, parentId: deepest })).rejects.toMatchObject({
      data: { reason: 'too-deep' },
    });
  });
});

describe('attributes', () => {
  it('stand in the order that the customer gives them', async () => {
    for (const label of ['Uno', 'Due', 'Tre']) await createAttribute(ctx, { label, type: 'text' });
    const [, , third] = await listAttributes(ctx);
    await updateAttribute(ctx, { id: third?.id ?? '', position: 0 });
    expect((await listAttributes(ctx)).map((one) => one.label)).toEqual(['Tre', 'Uno', 'Due']);
  });

  it('keep a choice that contacts have; renaming it renames their values, and can be taken back', async () => {
    const { id } = await createAttribute(ctx, { label: 'Taglia', type: 'choice', choices: ['S', 'M'] });
    const contact = await createContact(ctx, { address: 'a@posta.example', attributes: { taglia: 'S' } });
    const sizeOf = async () => (await contactDetail(ctx, { id: contact.id })).attributes.taglia;
    const choices = async () => (await listAttributes(ctx))[0]?.choices;
    expect(await attributeUse(ctx, { id })).toEqual({
      contacts: 1,
      choices: [
        { choice: 'S', contacts: 1 },
        { choice: 'M', contacts: 0 },
      ],
    });
    await expect(updateAttribute(ctx, { id, choices: ['M'] })).rejects.toMatchObject({
      data: { reason: 'choice-used', choice: 'S', contacts: 1 },
    });
    await updateAttribute(ctx, { id, choices: ['S', 'L'] });
    const renamed = await renameChoice(ctx, { id, from: 'S', to: 'Small' });
    expect([await sizeOf(), await choices()]).toEqual(['Small', ['Small', 'L']]);
    await undoBulk(ctx, { id: renamed?.id ?? '' });
    expect([await sizeOf(), await choices()]).toEqual(['S', ['Small', 'L', 'S']]);
    expect(await renameChoice(ctx, { id, from: 'L', to: 'Large' })).toBeNull();
    await expect(renameChoice(ctx, { id, from: 'S', to: 'large' })).rejects.toMatchObject({
      data: { reason: 'name-taken' },
    });
  });
});

describe('saved filters', () => {
  it('are shared by name, overwritten and deleted', async () => {
    const { id } = await saveFilter(ctx, { name: 'Attivi', query: 'status=active' });
    await expect(saveFilter(ctx, { name: 'ATTIVI', query: '' })).rejects.toMatchObject({
      data: { reason: 'name-taken' },
    });
    await updateFilter(ctx, { id, query: 'status=blocked' });
    await updateFilter(ctx, { id, name: 'Bloccati' });
    expect(await listSavedFilters(ctx)).toEqual([{ id, name: 'Bloccati', query: 'status=blocked' }]);
    await deleteFilter(ctx, { id });
    await expect(deleteFilter(ctx, { id })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a change of a contact’s data', () => {
  it('is told with what it was and what it became, in the contact’s own timeline alone', async () => {
    await createAttribute(ctx, { label: 'Città', type: 'text' });
    const soci = await group('Soci');
    const { id } = await createContact(ctx, { address: 'a@posta.example', attributes: { citta: 'Bari' } });
    await updateContact(ctx, { id, firstName: 'Anna', attributes: { citta: 'Torino' }, groupIds: [soci] });
    const { rows } = await contactTimeline(ctx, { id, limit: 5, kind: 'data' });
    expect(rows.find((row) => row.kind === 'updated')?.detail.changes).toEqual([
      { field: 'firstName', before: '', after: 'Anna' },
      { field: 'attributes.citta', before: 'Bari', after: 'Torino' },
      { field: 'groups', before: '', after: 'Soci' },
    ]);
    expect(JSON.stringify(await ctx.db.auditEntry.findMany())).not.toContain('Torino');
    expect((await contactTimeline(ctx, { id, limit: 5, kind: 'consent' })).rows).toEqual([]);
  });
});
