import { beforeEach, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { putIntoGroup } from '#tests/contacts/put-into-group.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createAttribute } from './attributes.ts';
import { blockContact } from './block-contact.ts';
import { contactDetail, contactTimeline } from './contact-detail.ts';
import { createContact } from './create-contact.ts';
import { eraseContact } from './erase-contact.ts';
import { findDuplicates } from './find-duplicates.sql.ts';
import { createGroup } from './groups.ts';
import { mergesOf } from './list-merges.ts';
import { markBounced, markComplained } from './mark-address.ts';
import { historyIds } from './merge.sql.ts';
import { mergeContacts, undoMerge } from './merge-contacts.ts';
import { subscribe, unsubscribe } from './set-subscription.ts';
import { setTracking, trackingOff } from './set-tracking.ts';
import { defaultTopic } from './topics.ts';
import { updateContact } from './update-contact.ts';

useDatabase();
let ctx: TenantCtx;
let clock: ReturnType<typeof testClock>;
let topicId: string;
beforeEach(async () => {
  clock = testClock();
  ctx = await makeWorkspace(systemCtx(clock.now));
  topicId = (await defaultTopic(ctx)).id;
  await createAttribute(ctx, { label: 'Cellulare', type: 'text' });
});

const consent = { text: 'Firmato in sede' };
const make = async (address: string, more: object = {}) => (await createContact(ctx, { address, ...more })).id;
const detail = (id: string) => contactDetail(ctx, { id });
const statusOf = async (id: string) => (await detail(id)).topics[0]?.status;

describe('likely duplicates', () => {
  it('are found by mailbox, name, typo and phone, with the reasons', async () => {
    await make('m.rossi+spesa@gmail.com');
    await make('mrossi@googlemail.com');
    await make('anna@gmial.com', { firstName: 'Anna', lastName: 'Conti' });
    await make('anna@gmail.com', { firstName: 'Anna', lastName: 'Conti' });
    await make('a@ditta.example', { attributes: { cellulare: '+39 333 123 45 67' } });
    await make('b@altra.example', { attributes: { cellulare: '3331234567' } });
    await make('solo@ditta.example', { firstName: 'Solo', lastName: 'Io' });
    const { pairs, more } = await findDuplicates(ctx);
    expect(pairs.map((pair) => [pair.reasons, pair.contacts.map((one) => one.address).sort()])).toEqual([
      [['same-mailbox'], ['m.rossi+spesa@gmail.com', 'mrossi@googlemail.com']],
      [['typo'], ['anna@gmail.com', 'anna@gmial.com']],
      [['same-phone'], ['a@ditta.example', 'b@altra.example']],
    ]);
    expect(more).toBe(false);
  });

  it('are not who shares something with too many', async () => {
    for (let n = 0; n < 12; n++) await make(`n${n}@ditta.example`, { firstName: 'Prova', lastName: 'Prova' });
    expect((await findDuplicates(ctx)).pairs).toEqual([]);
  });
});

describe('a merge', () => {
  it('unites values, groups and history, and is taken back', async () => {
    const { id: soci } = await createGroup(ctx, { name: 'Soci' });
    const { id: stampa } = await createGroup(ctx, { name: 'Stampa' });
    const anna = await make('anna@gmail.com', { firstName: 'Anna', consent });
    clock.advance(1000);
    const twin = await make('anna@gmial.com', {
      firstName: 'Annamaria',
      lastName: 'Conti',
      consent,
      attributes: { cellulare: '333' },
    });
    await putIntoGroup(ctx, soci, [anna, twin]);
    await putIntoGroup(ctx, stampa, [twin]);
    const [before, other] = [await detail(anna), await detail(twin)];
    clock.advance(1000);
    const { id } = await mergeContacts(ctx, { survivorId: anna, mergedId: twin, keep: { firstName: 'merged' } });
    const after = await detail(anna);
    expect(after).toMatchObject({
      address: 'anna@gmail.com',
      firstName: 'Annamaria',
      lastName: 'Conti',
      attributes: { cellulare: '333' },
    });
    expect(after.groups.map((group) => group.name)).toEqual(['Soci', 'Stampa']);
    await expect(detail(twin)).rejects.toMatchObject({ kind: 'not-found' });
    const { rows } = await contactTimeline(ctx, { id: anna, limit: 50 });
    expect(rows.map((row) => row.kind).sort()).toEqual(['created', 'created', 'merged', 'subscribed', 'subscribed']);
    expect(await mergesOf(ctx, anna)).toMatchObject([{ address: 'anna@gmial.com', canUndo: true }]);
    await undoMerge(ctx, { id });
    expect(await detail(anna)).toEqual({ ...before, updatedAt: expect.any(Date) });
    expect(await detail(twin)).toEqual(other);
    expect(await mergesOf(ctx, anna)).toEqual([]);
    await expect(undoMerge(ctx, { id })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('never raises a consent: the other’s does not pass on, its refusal does', async () => {
    const anna = await make('anna@a.example');
    const twin = await make('anna@b.example', { consent });
    await mergeContacts(ctx, { survivorId: anna, mergedId: twin });
    expect(await statusOf(anna)).toBe('not-subscribed');
    const bruno = await make('bruno@a.example', { consent });
    const left = await make('bruno@b.example', { consent });
    await unsubscribe(ctx, { contactId: left, topicId, via: 'link' });
    const { id } = await mergeContacts(ctx, { survivorId: bruno, mergedId: left });
    expect(await statusOf(bruno)).toBe('unsubscribed');
    await undoMerge(ctx, { id });
    expect([await statusOf(bruno), await statusOf(left)]).toEqual(['active', 'unsubscribed']);
  });

  it('keeps the stricter tracking', async () => {
    const anna = await make('anna@a.example');
    const twin = await make('anna@b.example');
    await setTracking(ctx, { contactId: anna, opens: 'individual', clicks: null, evidence: 'sì' });
    await setTracking(ctx, { contactId: twin, opens: 'off', clicks: 'individual', evidence: 'sì' });
    await mergeContacts(ctx, { survivorId: anna, mergedId: twin });
    expect((await detail(anna)).tracking).toMatchObject({ opens: 'off', clicks: null });
  });

  it('leaves a bounce with the old address; a complaint and a block hold for the person', async () => {
    const anna = await make('anna@a.example', { consent });
    const bounced = await make('anna@b.example', { consent });
    await markBounced(ctx, { contactId: bounced, kind: 'hard', reason: 'unknown-user' });
    await mergeContacts(ctx, { survivorId: anna, mergedId: bounced });
    expect(await statusOf(anna)).toBe('active');
    const blocked = await make('anna@c.example', { consent });
    await blockContact(ctx, { id: blocked, reason: 'chiesto' });
    const { id } = await mergeContacts(ctx, { survivorId: anna, mergedId: blocked });
    expect(await statusOf(anna)).toBe('blocked');
    await undoMerge(ctx, { id });
    expect(await statusOf(anna)).toBe('active');
    const complained = await make('anna@d.example', { consent });
    await markComplained(ctx, { contactId: complained });
    await mergeContacts(ctx, { survivorId: anna, mergedId: complained });
    expect(await statusOf(anna)).toBe('complained');
    expect(await ctx.db.addressState.count()).toBe(4);
  });

  it('lets the links of old mails speak for the survivor, also through two merges', async () => {
    const [first, second, third] = [
      await make('a@a.example', { consent }),
      await make('a@b.example', { consent }),
      await make('a@c.example', { consent }),
    ];
    await mergeContacts(ctx, { survivorId: second, mergedId: first });
    await mergeContacts(ctx, { survivorId: third, mergedId: second });
    expect((await historyIds(ctx, third)).sort()).toEqual([first, second, third].sort());
    await trackingOff(ctx, { contactId: first });
    expect((await detail(third)).tracking).toMatchObject({ opens: 'off' });
    expect(await unsubscribe(ctx, { contactId: first, topicId, via: 'one-click' })).toEqual({ changed: true });
    expect(await statusOf(third)).toBe('unsubscribed');
  });

  it('gives back what nobody changed since, and leaves the rest', async () => {
    const anna = await make('anna@a.example', { firstName: 'Anna' });
    const twin = await make('anna@b.example', { lastName: 'Conti', attributes: { cellulare: '333' } });
    const { id } = await mergeContacts(ctx, { survivorId: anna, mergedId: twin });
    await updateContact(ctx, { id: anna, lastName: 'Conti Bo' });
    await undoMerge(ctx, { id });
    expect(await detail(anna)).toMatchObject({ lastName: 'Conti Bo', attributes: {} });
  });

  it('leaves a consent that was given since', async () => {
    const anna = await make('anna@a.example');
    const twin = await make('anna@b.example', { consent });
    await unsubscribe(ctx, { contactId: twin, topicId, via: 'link' });
    const { id } = await mergeContacts(ctx, { survivorId: anna, mergedId: twin });
    expect(await statusOf(anna)).toBe('unsubscribed');
    await subscribe(ctx, { contactId: anna, topicId, basis: 'consent', source: 'manual', text: 'Ci ha ripensato' });
    await undoMerge(ctx, { id });
    expect([await statusOf(anna), await statusOf(twin)]).toEqual(['active', 'unsubscribed']);
  });

  it('is refused with itself, with somebody else’s, after its time, and over a new contact of the old address', async () => {
    const anna = await make('anna@a.example');
    const twin = await make('anna@b.example');
    const theirs = (await createContact(await makeWorkspace(), { address: 'zoe@a.example' })).id;
    await expect(mergeContacts(ctx, { survivorId: anna, mergedId: anna })).rejects.toMatchObject({
      data: { reason: 'same-contact' },
    });
    await expect(mergeContacts(ctx, { survivorId: anna, mergedId: theirs })).rejects.toMatchObject({
      kind: 'not-found',
    });
    const { id } = await mergeContacts(ctx, { survivorId: anna, mergedId: twin });
    const again = await make('anna@b.example');
    await expect(undoMerge(ctx, { id })).rejects.toMatchObject({ data: { reason: 'address-taken' } });
    await eraseContact(ctx, { id: again });
    clock.advance(25 * 3_600_000);
    await expect(undoMerge(ctx, { id })).rejects.toMatchObject({ data: { reason: 'undo-over' } });
  });

  it('leaves nothing of either when the survivor is erased', async () => {
    const anna = await make('anna@a.example', { consent });
    const twin = await make('anna@b.example', { consent });
    await mergeContacts(ctx, { survivorId: anna, mergedId: twin });
    await eraseContact(ctx, { id: anna });
    expect([await ctx.db.contactChange.count(), await ctx.db.contactMerge.count()]).toEqual([0, 0]);
    expect(await ctx.db.evidence.count()).toBe(0);
  });
});
