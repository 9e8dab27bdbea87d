import { beforeEach, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { putIntoGroup } from '#tests/contacts/put-into-group.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createAttribute, deleteAttribute, listAttributes, updateAttribute } from './attributes.ts';
import { blockContact } from './block-contact.ts';
import { contactDetail, contactTimeline } from './contact-detail.ts';
import { createContact } from './create-contact.ts';
import { deleteGroup } from './delete-group.ts';
import { eraseContact } from './erase-contact.ts';
import { listGroups } from './groups.sql.ts';
import { createGroup, groupByPath, moveGroup, renameGroup } from './groups.ts';
import { listContacts } from './list-contacts.sql.ts';
import { markBounced, markComplained } from './mark-address.ts';
import { resubscribe, setSubscription, unsubscribe } from './set-subscription.ts';
import { setTracking, trackingOff } from './set-tracking.ts';
import { defaultTopic } from './topics.ts';
import { updateContact } from './update-contact.ts';

useDatabase();
let ctx: TenantCtx;
let topicId: string;
beforeEach(async () => {
  ctx = await makeWorkspace();
  topicId = (await defaultTopic(ctx)).id;
});
const make = (address = 'anna@example.com', more: Partial<Parameters<typeof createContact>[1]> = {}) =>
  createContact(ctx, { address, ...more });
const statusOf = async (id: string) => (await contactDetail(ctx, { id })).topics[0]?.status;

describe('a contact', () => {
  it('is one for each address, however it is written', async () => {
    await make('Anna@Città.it');
    await expect(make('anna@xn--citt-3na.it')).rejects.toMatchObject({ data: { reason: 'address-taken' } });
    await expect(make('anna')).rejects.toMatchObject({ data: { field: 'address', reason: 'missing-at' } });
  });

  it('keeps typed attributes, and refuses what does not fit', async () => {
    await createAttribute(ctx, { label: 'Età', type: 'number' });
    const { id } = await make('a@example.com', { attributes: { eta: '41' } });
    expect((await contactDetail(ctx, { id })).attributes).toEqual({ eta: 41 });
    await expect(updateContact(ctx, { id, attributes: { eta: 'molti' } })).rejects.toMatchObject({
      data: { reason: 'attribute-value' },
    });
    await expect(updateContact(ctx, { id, attributes: { altro: 1 } })).rejects.toMatchObject({
      data: { reason: 'attribute-unknown' },
    });
    await updateContact(ctx, { id, attributes: { eta: null } });
    expect((await contactDetail(ctx, { id })).attributes).toEqual({});
  });

  it('is not made over the plan’s limit', async () => {
    await ctx.db.entitlement.updateMany({ data: { limits: { contacts: 1 } } });
    await make();
    await expect(make('b@example.com')).rejects.toMatchObject({ kind: 'quota-exceeded' });
  });

  it('tells its life, newest first, and every step is audited', async () => {
    const { id } = await make('a@example.com', { consent: { text: 'Firmato in sede' } });
    await updateContact(ctx, { id, firstName: 'Anna' });
    await updateContact(ctx, { id, firstName: 'Anna' });
    await blockContact(ctx, { id, reason: 'chiesto' });
    const { rows } = await contactTimeline(ctx, { id, limit: 50 });
    expect(rows.map((row) => row.kind)).toEqual(['blocked', 'updated', 'subscribed', 'created']);
    const audited = await ctx.db.auditEntry.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } });
    expect(audited.map((row) => row.action)).toEqual([
      'contacts.create',
      'contacts.subscribe',
      'contacts.update',
      'contacts.block',
    ]);
    expect(JSON.stringify(audited)).not.toContain('example.com');
  });

  it('leaves nothing behind when erased but what speaks against sending', async () => {
    const { id } = await make('a@example.com', { consent: { text: 'x' } });
    await unsubscribe(ctx, { contactId: id, topicId, via: 'link' });
    await eraseContact(ctx, { id });
    expect(
      await Promise.all([
        ctx.db.contact.count(),
        ctx.db.subscription.count(),
        ctx.db.contactChange.count(),
        ctx.db.evidence.count(),
      ]),
    ).toEqual([0, 0, 0, 0]);
    const again = await make('a@example.com');
    expect(await statusOf(again.id)).toBe('blocked');
    await setSubscription(ctx, { contactId: again.id, topicId, state: 'subscribed', evidence: 'Nuovo modulo' });
    expect(await statusOf(again.id)).toBe('active');
  });
});

describe('a subscription', () => {
  it('begins only on evidence', async () => {
    const { id } = await make();
    await expect(setSubscription(ctx, { contactId: id, topicId, state: 'subscribed' })).rejects.toMatchObject({
      data: { reason: 'no-evidence' },
    });
    await setSubscription(ctx, { contactId: id, topicId, state: 'subscribed', evidence: 'Al telefono, 3 marzo' });
    expect((await contactDetail(ctx, { id })).topics[0]).toMatchObject({
      status: 'active',
      evidence: { source: 'manual', text: 'Al telefono, 3 marzo' },
    });
  });

  it('ends once, also for who never had one, and can be taken back on the spot', async () => {
    const { id } = await make();
    const end = () => unsubscribe(ctx, { contactId: id, topicId, via: 'one-click' });
    expect([await end(), await end()]).toEqual([{ changed: true }, { changed: false }]);
    expect(await statusOf(id)).toBe('unsubscribed');
    expect(await resubscribe(ctx, { contactId: id, topicId, text: 'Mi sono sbagliato' })).toEqual({ changed: true });
    expect(await resubscribe(ctx, { contactId: id, topicId, text: 'Mi sono sbagliato' })).toEqual({ changed: false });
    expect(await statusOf(id)).toBe('active');
  });

  it('of an erased contact ends in silence', async () => {
    const { id } = await make();
    await eraseContact(ctx, { id });
    expect(await unsubscribe(ctx, { contactId: id, topicId, via: 'link' })).toEqual({ changed: false });
    expect(await trackingOff(ctx, { contactId: id })).toEqual({ changed: false });
    expect(await markBounced(ctx, { contactId: id, kind: 'hard', reason: 'unknown-user' })).toEqual({ changed: false });
  });
});

describe('tracking consent', () => {
  it('rises to individual only on evidence, opens and clicks apart, and falls freely', async () => {
    const { id } = await make();
    await expect(setTracking(ctx, { contactId: id, opens: 'individual', clicks: null })).rejects.toMatchObject({
      data: { reason: 'no-evidence' },
    });
    await setTracking(ctx, {
      contactId: id,
      opens: 'individual',
      clicks: 'aggregate',
      evidence: 'Modulo del 2 maggio',
    });
    expect((await contactDetail(ctx, { id })).tracking).toMatchObject({
      opens: 'individual',
      clicks: 'aggregate',
      source: 'manual',
    });
    expect(await trackingOff(ctx, { contactId: id })).toEqual({ changed: true });
    expect(await trackingOff(ctx, { contactId: id })).toEqual({ changed: false });
    expect((await contactDetail(ctx, { id })).tracking).toMatchObject({ opens: 'off', clicks: 'off', source: 'link' });
  });
});

describe('an address', () => {
  it('is undeliverable after one hard bounce, or as many soft ones as the provider says', async () => {
    const hard = await make('hard@example.com', { consent: { text: 'x' } });
    const soft = await make('soft@example.com', { consent: { text: 'x' } });
    await markBounced(ctx, { contactId: hard.id, kind: 'hard', reason: 'unknown-user' });
    expect(await markBounced(ctx, { contactId: hard.id, kind: 'hard', reason: 'unknown-user' })).toEqual({
      changed: false,
    });
    expect(await statusOf(hard.id)).toBe('undeliverable');
    for (let time = 1; time <= 5; time++) {
      expect(await statusOf(soft.id)).toBe('active');
      await markBounced(ctx, { contactId: soft.id, kind: 'soft', reason: 'mailbox-full' });
    }
    expect(await statusOf(soft.id)).toBe('undeliverable');
  });

  it('that complained stays so whatever comes', async () => {
    const { id } = await make('a@example.com', { consent: { text: 'x' } });
    await markComplained(ctx, { contactId: id });
    expect(await markComplained(ctx, { contactId: id })).toEqual({ changed: false });
    await markBounced(ctx, { contactId: id, kind: 'hard', reason: 'unknown-user' });
    expect(await statusOf(id)).toBe('complained');
  });
});

describe('groups', () => {
  const tree = async () => (await listGroups(ctx)).map((group) => `${group.path} ${group.own}/${group.total}`);

  it('count each contact once, descendants included', async () => {
    const parent = await createGroup(ctx, { name: 'Soci' });
    const child = await createGroup(ctx, { name: 'Torino', parentId: parent.id });
    await make('a@example.com', { groupIds: [parent.id, child.id] });
    const b = await make('b@example.com', { groupIds: [child.id] });
    expect(await tree()).toEqual(['Soci 1/2', 'Soci / Torino 2/2']);
    await ctx.db.groupMember.deleteMany({ where: { groupId: child.id } });
    await putIntoGroup(ctx, parent.id, [b.id]);
    expect(await tree()).toEqual(['Soci 2/2', 'Soci / Torino 0/0']);
  });

  it('never hang below themselves, nor beside a namesake', async () => {
    const a = await createGroup(ctx, { name: 'A' });
    const b = await createGroup(ctx, { name: 'B', parentId: a.id });
    const c = await createGroup(ctx, { name: 'C', parentId: b.id });
    await expect(moveGroup(ctx, { id: a.id, parentId: c.id })).rejects.toMatchObject({ data: { reason: 'cycle' } });
    await expect(moveGroup(ctx, { id: a.id, parentId: a.id })).rejects.toMatchObject({ data: { reason: 'cycle' } });
    await expect(createGroup(ctx, { name: 'a' })).rejects.toMatchObject({ data: { reason: 'name-taken' } });
    await moveGroup(ctx, { id: c.id, parentId: null });
    await renameGroup(ctx, { id: c.id, name: 'Cin' });
    expect(await tree()).toEqual(['A 0/0', 'A / B 0/0', 'Cin 0/0']);
    expect(await deleteGroup(ctx, { id: a.id })).toMatchObject({ deleted: 2 });
    expect(await tree()).toEqual(['Cin 0/0']);
  });

  it('of two moves at once that would make a circle, one is refused', async () => {
    const a = await createGroup(ctx, { name: 'A' });
    const b = await createGroup(ctx, { name: 'B' });
    const moves = await Promise.allSettled([
      moveGroup(ctx, { id: a.id, parentId: b.id }),
      moveGroup(ctx, { id: b.id, parentId: a.id }),
    ]);
    expect(moves.map((move) => move.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are found and made by their path', async () => {
    const id = await groupByPath(ctx, 'Soci / Torino', { create: true });
    expect(await groupByPath(ctx, 'soci/torino', { create: false })).toBe(id);
    expect(await groupByPath(ctx, 'Soci/Bari', { create: false })).toBeNull();
  });

  it('of another workspace do not exist', async () => {
    const { id } = await createGroup(await makeWorkspace(), { name: 'Altrui' });
    await expect(make('a@example.com', { groupIds: [id] })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(createGroup(ctx, { name: 'x', parentId: id })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('attributes', () => {
  it('have a key that stays, and a warning where they look sensitive', async () => {
    const made = await createAttribute(ctx, { label: 'Religione', type: 'text' });
    expect(made).toMatchObject({ key: 'religione', sensitive: 'belief' });
    await updateAttribute(ctx, { id: made.id, label: 'Note' });
    expect(await listAttributes(ctx)).toMatchObject([{ key: 'religione', label: 'Note', sensitive: null }]);
    await expect(createAttribute(ctx, { label: 'note', type: 'text' })).rejects.toMatchObject({
      data: { reason: 'name-taken' },
    });
    await expect(createAttribute(ctx, { label: 'Livello', type: 'choice' })).rejects.toMatchObject({
      data: { reason: 'no-choices' },
    });
  });

  it('take their values with them', async () => {
    const { id } = await createAttribute(ctx, { label: 'Città', type: 'text' });
    const contact = await make('a@example.com', { attributes: { citta: 'Bari' } });
    await deleteAttribute(ctx, { id });
    expect((await contactDetail(ctx, { id: contact.id })).attributes).toEqual({});
  });
});

describe('the list', () => {
  it('finds by any part of name and address, whatever its signs', async () => {
    await make('anna.rossi@example.com', { firstName: 'Anna', lastName: 'Rossi' });
    await make('b_%@example.com', { firstName: 'Bruno' });
    const find = async (q: string) => (await listContacts(ctx, { q })).rows.map((row) => row.address);
    expect(await find('ROSS')).toEqual(['anna.rossi@example.com']);
    expect(await find('rossi anna')).toEqual(['anna.rossi@example.com']);
    expect(await find('_%')).toEqual(['b_%@example.com']);
    expect(await find('ro')).toEqual(['anna.rossi@example.com']);
    expect(await find('ex')).toEqual([]);
    expect(await find("'; drop table contacts; --")).toEqual([]);
  });

  it('pages without losing or repeating anybody, in both orders', async () => {
    for (let index = 0; index < 7; index++) await make(`c${index}@example.com`);
    for (const sort of ['added', 'address'] as const) {
      for (const direction of ['asc', 'desc'] as const) {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof listContacts>> = await listContacts(ctx, {
            limit: 3,
            sort,
            direction,
            cursor,
          });
          seen.push(...page.rows.map((row) => row.address));
          cursor = page.next;
        } while (cursor);
        const expected = [0, 1, 2, 3, 4, 5, 6].map((index) => `c${index}@example.com`);
        expect(seen).toEqual(direction === 'asc' ? expected : expected.reverse());
      }
    }
    await expect(listContacts(ctx, { cursor: 'falso' })).rejects.toMatchObject({ data: { reason: 'cursor' } });
  });

  it('filters by group with what is below it, by status and by attribute', async () => {
    await createAttribute(ctx, { label: 'Città', type: 'text' });
    const group = await groupByPath(ctx, 'A/B', { create: true });
    await make('in@example.com', { groupIds: [group ?? ''], attributes: { citta: 'Bari' }, consent: { text: 'x' } });
    await make('out@example.com');
    const parent = await groupByPath(ctx, 'A', { create: false });
    const find = async (filter: Parameters<typeof listContacts>[1]) =>
      (await listContacts(ctx, filter)).rows.map((row) => row.address);
    expect(await find({ groupId: parent ?? '' })).toEqual(['in@example.com']);
    expect(await find({ status: 'not-subscribed' })).toEqual(['out@example.com']);
    expect(await find({ attributes: [{ key: 'citta', op: 'is', values: ['Bari'] }] })).toEqual(['in@example.com']);
  });

  it('shows nothing of a neighbour', async () => {
    const other = await makeWorkspace();
    const { id } = await createContact(other, { address: 'x@example.com' });
    expect((await listContacts(ctx, {})).rows).toEqual([]);
    await expect(contactDetail(ctx, { id })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(updateContact(ctx, { id, firstName: 'X' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(eraseContact(ctx, { id })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
