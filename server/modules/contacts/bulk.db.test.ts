import { beforeEach, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { putIntoGroup } from '#tests/contacts/put-into-group.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createAttribute } from './attributes.ts';
import { blockContact, unblockContact } from './block-contact.ts';
import { contactDetail, contactTimeline } from './contact-detail.ts';
import { createContact } from './create-contact.ts';
import { deleteGroup } from './delete-group.ts';
import { eraseContact } from './erase-contact.ts';
import { listGroups } from './groups.sql.ts';
import { createGroup, moveGroup, renameGroup } from './groups.ts';
import { listBulk } from './list-bulk.ts';
import { markComplained } from './mark-address.ts';
import { runBulk } from './run-bulk.ts';
import type { BulkAct } from './schemas.ts';
import { setSubscription, unsubscribe } from './set-subscription.ts';
import { setTracking } from './set-tracking.ts';
import { cancelBulk, startBulk, undoBulk } from './start-bulk.ts';
import { sweepUndo } from './sweep-undo.ts';
import { defaultTopic } from './topics.ts';
import { updateContact } from './update-contact.ts';

useDatabase();
let ctx: TenantCtx;
let clock: ReturnType<typeof testClock>;
let topicId: string;
let anna: string;
let bruno: string;
let everybody: string[];

beforeEach(async () => {
  clock = testClock();
  ctx = await makeWorkspace(systemCtx(clock.now));
  topicId = (await defaultTopic(ctx)).id;
  await createAttribute(ctx, { label: 'Taglia', type: 'choice', choices: ['S', 'M'] });
  anna = await make('anna', { consent: { text: 'Firmato in sede' }, attributes: { taglia: 'S' } });
  bruno = await make('bruno', { consent: { text: 'Firmato in sede' } });
  everybody = [anna, bruno];
  clock.advance(1000);
});

const make = async (name: string, more: object = {}) =>
  (await createContact(ctx, { address: `${name}@posta.example`, ...more })).id;
const detail = (id: string) => contactDetail(ctx, { id });
const statusOf = async (id: string) => (await detail(id)).topics[0]?.status;
const act = async (what: BulkAct, ids = everybody) => {
  const started = await startBulk(ctx, { act: what, target: { ids } });
  expect(started.state).toBe('finished');
  clock.advance(1000);
  return started;
};
const undo = (id: string) => undoBulk(ctx, { id });

describe('an act on many contacts', () => {
  it('counts whom it changed, and is taken back to exactly what was', async () => {
    const { id: groupId } = await createGroup(ctx, { name: 'Soci' });
    await putIntoGroup(ctx, groupId, [anna]);
    const added = await act({ kind: 'add-to-group', groupId });
    expect(added).toMatchObject({ total: 2, changed: 1 });
    expect((await detail(bruno)).groups).toHaveLength(1);
    expect(await undo(added.id)).toMatchObject({ state: 'undone', changed: 1, done: 1 });
    expect((await detail(anna)).groups).toHaveLength(1);
    expect((await detail(bruno)).groups).toEqual([]);
    await expect(undo(added.id)).rejects.toMatchObject({ kind: 'invalid-state' });
  });

  it('takes contacts out of a group with those below it, and puts each back into its own', async () => {
    const { id: soci } = await createGroup(ctx, { name: 'Soci' });
    const { id: torino } = await createGroup(ctx, { name: 'Torino', parentId: soci });
    await putIntoGroup(ctx, soci, [anna]);
    await putIntoGroup(ctx, torino, [anna, bruno]);
    const removed = await act({ kind: 'remove-from-group', groupId: soci });
    expect(removed.changed).toBe(2);
    expect(await ctx.db.groupMember.count()).toBe(0);
    await undo(removed.id);
    expect((await detail(anna)).groups.map((group) => group.name)).toEqual(['Soci', 'Torino']);
    expect((await detail(bruno)).groups.map((group) => group.name)).toEqual(['Torino']);
  });

  it('leaves what somebody changed since, and says of how many', async () => {
    const set = await act({ kind: 'set-attribute', key: 'taglia', value: 'm' });
    expect((await detail(anna)).attributes).toEqual({ taglia: 'M' });
    await updateContact(ctx, { id: bruno, attributes: { taglia: 'S' } });
    expect(await undo(set.id)).toMatchObject({ changed: 2, done: 1 });
    expect((await detail(anna)).attributes).toEqual({ taglia: 'S' });
    expect((await detail(bruno)).attributes).toEqual({ taglia: 'S' });
  });

  it('takes a value away and gives it back', async () => {
    const cleared = await act({ kind: 'set-attribute', key: 'taglia', value: null });
    expect(cleared.changed).toBe(1);
    expect((await detail(anna)).attributes).toEqual({});
    await undo(cleared.id);
    expect((await detail(anna)).attributes).toEqual({ taglia: 'S' });
  });

  it('unsubscribes, and its undo brings back the consent with its evidence', async () => {
    const before = (await detail(anna)).topics[0];
    const ended = await act({ kind: 'unsubscribe', topicId });
    expect(await statusOf(anna)).toBe('unsubscribed');
    await undo(ended.id);
    expect((await detail(anna)).topics[0]).toEqual(before);
  });

  it('never brings a consent back that the person ended meanwhile', async () => {
    const never = await make('carla');
    const ended = await act({ kind: 'unsubscribe', topicId }, [...everybody, never]);
    await unsubscribe(ctx, { contactId: anna, topicId, via: 'one-click' });
    expect(await undo(ended.id)).toMatchObject({ changed: 3, done: 2 });
    expect([await statusOf(anna), await statusOf(bruno), await statusOf(never)]).toEqual([
      'unsubscribed',
      'active',
      'not-subscribed',
    ]);
  });

  it('blocks and unblocks by hand, and leaves bounces, complaints and remembered refusals alone', async () => {
    const carla = await make('carla');
    await markComplained(ctx, { contactId: carla });
    await blockContact(ctx, { id: anna, reason: 'lite' });
    const blocked = await act({ kind: 'block', reason: 'concorrenti' }, [anna, bruno, carla]);
    expect(blocked.changed).toBe(2);
    await undo(blocked.id);
    expect([await statusOf(anna), await statusOf(bruno), await statusOf(carla)]).toEqual([
      'blocked',
      'active',
      'complained',
    ]);
    const left = await make('dora', { consent: { text: 'Firmato in sede' } });
    await unsubscribe(ctx, { contactId: left, topicId, via: 'link' });
    await eraseContact(ctx, { id: left });
    const dora = await make('dora');
    const unblocked = await act({ kind: 'unblock' }, [anna, bruno, carla, dora]);
    expect(unblocked.changed).toBe(1);
    expect([await statusOf(anna), await statusOf(carla), await statusOf(dora)]).toEqual([
      'active',
      'complained',
      'blocked',
    ]);
    await undo(unblocked.id);
    expect((await detail(anna)).block).toMatchObject({ reason: 'lite' });
  });

  it('does not lift by its undo a block that was lifted and set again', async () => {
    const blocked = await act({ kind: 'block', reason: '' }, [anna]);
    await unblockContact(ctx, { id: anna });
    clock.advance(1000);
    await blockContact(ctx, { id: anna, reason: 'di nuovo' });
    expect(await undo(blocked.id)).toMatchObject({ done: 0 });
    expect((await detail(anna)).block.reason).toBe('di nuovo');
  });

  it('deletes, and brings back contact, consent with evidence, groups, tracking and life', async () => {
    const { id: groupId } = await createGroup(ctx, { name: 'Soci' });
    await putIntoGroup(ctx, groupId, [anna]);
    await setTracking(ctx, { contactId: anna, opens: 'individual', clicks: null, evidence: 'Ha detto sì' });
    await setSubscription(ctx, { contactId: bruno, topicId, state: 'unsubscribed' });
    clock.advance(1000);
    const [before, life] = [await detail(anna), await contactTimeline(ctx, { id: anna, limit: 50 })];
    const deleted = await act({ kind: 'delete' });
    expect(await ctx.db.contact.count()).toBe(0);
    expect(await ctx.db.evidence.count()).toBe(1);
    expect(await ctx.db.addressState.count({ where: { NOT: { blockedAt: null } } })).toBe(1);
    expect(await undo(deleted.id)).toMatchObject({ done: 2 });
    expect(await detail(anna)).toEqual(before);
    const now = await contactTimeline(ctx, { id: anna, limit: 50 });
    expect(now.rows.map((row) => row.kind)).toEqual(['restored', ...life.rows.map((row) => row.kind)]);
    expect(await statusOf(bruno)).toBe('unsubscribed');
  });

  it('brings nobody back over a new contact of the same address, nor to a topic left meanwhile', async () => {
    const deleted = await act({ kind: 'delete' });
    await unsubscribe(ctx, { contactId: bruno, topicId, via: 'link' });
    const again = await make('anna');
    expect(await undo(deleted.id)).toMatchObject({ changed: 2, done: 1 });
    expect(await statusOf(again)).toBe('not-subscribed');
    expect(await statusOf(bruno)).toBe('unsubscribed');
  });

  it('puts nobody into a group that is gone', async () => {
    const { id: groupId } = await createGroup(ctx, { name: 'Soci' });
    await putIntoGroup(ctx, groupId, everybody);
    const removed = await act({ kind: 'remove-from-group', groupId });
    await deleteGroup(ctx, { id: groupId });
    expect(await undo(removed.id)).toMatchObject({ changed: 2, done: 0 });
  });

  it('brings a deleted group back as itself, with those below it and everybody in them', async () => {
    const { id: soci } = await createGroup(ctx, { name: 'Soci' });
    const { id: torino } = await createGroup(ctx, { name: 'Torino', parentId: soci });
    await putIntoGroup(ctx, soci, [anna]);
    await putIntoGroup(ctx, torino, everybody);
    const before = await listGroups(ctx);
    const { deleted, actionId } = await deleteGroup(ctx, { id: soci });
    expect(deleted).toBe(2);
    expect(await ctx.db.group.count()).toBe(0);
    expect((await listBulk(ctx, { limit: 10 })).rows[0]).toMatchObject({ state: 'finished', changed: 2 });
    expect(await undo(actionId)).toMatchObject({ kind: 'delete-group', state: 'undone', changed: 2, done: 2 });
    expect(await listGroups(ctx)).toEqual(before);
    expect(await ctx.db.contactBefore.count()).toBe(0);
    await expect(undo(actionId)).rejects.toMatchObject({ kind: 'invalid-state' });
  });

  it('brings a deleted group back beside a namesake, out of a parent that is gone, and without who is gone', async () => {
    const { id: soci } = await createGroup(ctx, { name: 'Soci' });
    const { id: torino } = await createGroup(ctx, { name: 'Torino', parentId: soci });
    await putIntoGroup(ctx, torino, everybody);
    const { actionId } = await deleteGroup(ctx, { id: torino });
    await createGroup(ctx, { name: 'TORINO' });
    await deleteGroup(ctx, { id: soci });
    await act({ kind: 'delete' }, [bruno]);
    expect(await undo(actionId)).toMatchObject({ changed: 2, done: 1 });
    const groups = (await listGroups(ctx)).map(({ path, own }) => `${path} ${own}`);
    expect(groups).toEqual(['TORINO 0', 'Torino (2) 1']);
    expect((await detail(anna)).groups.map(({ id }) => id)).toEqual([torino]);
  });

  it('offers an empty group back too, and puts it at the root where its parent has gone too deep', async () => {
    const { id: top } = await createGroup(ctx, { name: 'A' });
    const { id: inner } = await createGroup(ctx, { name: 'B', parentId: top });
    await createGroup(ctx, { name: 'C', parentId: inner });
    const { actionId } = await deleteGroup(ctx, { id: inner });
    expect((await listBulk(ctx, { limit: 10 })).rows[0]?.undoUntil).toBeInstanceOf(Date);
    let parentId: string | null = null;
    for (const name of ['1', '2', '3', '4', '5', '6']) parentId = (await createGroup(ctx, { name, parentId })).id;
    await moveGroup(ctx, { id: top, parentId });
    await renameGroup(ctx, { id: top, name: 'Z' });
    await undo(actionId);
    const paths = (await listGroups(ctx)).map(({ path }) => path);
    expect(paths.filter((path) => path.includes('B'))).toEqual(['B', 'B / C']);
  });

  it('can be taken back only for its time, after which nothing of the contacts is kept', async () => {
    const deleted = await act({ kind: 'delete' });
    expect((await listBulk(ctx, { limit: 10 })).rows[0]?.undoUntil).toBeInstanceOf(Date);
    clock.advance(24 * 3_600_000);
    await expect(undo(deleted.id)).rejects.toMatchObject({ data: { reason: 'undo-over' } });
    expect(await sweepUndo(ctx)).toBe(2);
    expect(await ctx.db.contactBefore.count()).toBe(0);
    expect((await listBulk(ctx, { limit: 10 })).rows[0]).toMatchObject({ changed: 2, undoUntil: null });
  });

  it('keeps nothing for an undo of who is erased', async () => {
    const set = await act({ kind: 'set-attribute', key: 'taglia', value: 'M' });
    await eraseContact(ctx, { id: anna });
    expect(await undo(set.id)).toMatchObject({ done: 1 });
    expect(await ctx.db.contact.count()).toBe(1);
  });

  it('refuses another workspace’s group, topic, attribute and values that do not fit', async () => {
    const other = await makeWorkspace();
    const { id: groupId } = await createGroup(other, { name: 'Altri' });
    const start = (what: BulkAct) => startBulk(ctx, { act: what, target: { ids: everybody } });
    await expect(start({ kind: 'add-to-group', groupId })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(start({ kind: 'set-attribute', key: 'altro', value: 'x' })).rejects.toMatchObject({
      data: { reason: 'attribute-unknown' },
    });
    await expect(start({ kind: 'set-attribute', key: 'taglia', value: 'XXL' })).rejects.toMatchObject({
      data: { reason: 'attribute-value' },
    });
    const theirs = await createContact(other, { address: 'zoe@posta.example' });
    expect(await act({ kind: 'delete' }, [theirs.id])).toMatchObject({ changed: 0 });
    expect(await other.db.contact.count()).toBe(1);
  });
});

describe('an act on all that a filter matches', () => {
  const many = 2_500;
  const target = { selection: { q: 'molti' } };
  beforeEach(async () => {
    await ctx.db.contact.createMany({
      data: Array.from({ length: many }, (_, n) => ({
        workspaceId: ctx.workspace.id,
        address: `n${n}@molti.example`,
        addressKey: `n${n}@molti.example`,
        createdAt: clock.now(),
      })),
    });
    clock.advance(5_000_000_000);
  });

  it('is a worker’s; it passes over who came later, and beginning again counts nobody twice', async () => {
    const { id: groupId } = await createGroup(ctx, { name: 'Molti' });
    const started = await startBulk(ctx, { act: { kind: 'add-to-group', groupId }, target });
    expect(started).toMatchObject({ state: 'queued', total: many, changed: 0 });
    clock.advance(1000);
    await make('molti.dopo');
    await ctx.db.groupMember.createMany({
      data: (await ctx.db.contact.findMany({ where: { address: { startsWith: 'n1' } }, select: { id: true } })).map(
        ({ id }) => ({ workspaceId: ctx.workspace.id, groupId, contactId: id }),
      ),
    });
    const already = await ctx.db.groupMember.count();
    await runBulk(ctx, started.id);
    await ctx.db.bulkAction.updateMany({ where: { id: started.id }, data: { state: 'running' } });
    await runBulk(ctx, started.id);
    const row = (await listBulk(ctx, { limit: 1 })).rows[0];
    expect(row).toMatchObject({ state: 'finished', done: many, changed: many - already });
    expect(await ctx.db.groupMember.count()).toBe(many);
    expect((await undo(started.id)).state).toBe('undoing');
    await runBulk(ctx, started.id);
    expect(await ctx.db.groupMember.count()).toBe(already);
    expect((await listBulk(ctx, { limit: 1 })).rows[0]).toMatchObject({ state: 'undone', done: many - already });
  });

  it('takes out of a group whom the filter finds by that group, all of them', async () => {
    const { id: groupId } = await createGroup(ctx, { name: 'Molti' });
    const into = await startBulk(ctx, { act: { kind: 'add-to-group', groupId }, target });
    await runBulk(ctx, into.id);
    const out = await startBulk(ctx, {
      act: { kind: 'remove-from-group', groupId },
      target: { selection: { groups: { match: 'any', ids: [groupId] } } },
    });
    await runBulk(ctx, out.id);
    expect(await ctx.db.groupMember.count()).toBe(0);
  });

  it('stops when it is cancelled, and what it did can be taken back', async () => {
    const started = await startBulk(ctx, { act: { kind: 'delete' }, target });
    await ctx.db.bulkAction.updateMany({ where: { id: started.id }, data: { state: 'running' } });
    await cancelBulk(ctx, { id: started.id });
    await runBulk(ctx, started.id);
    const row = (await listBulk(ctx, { limit: 1 })).rows[0];
    expect(row).toMatchObject({ state: 'cancelled', changed: 1000 });
    await undo(started.id);
    await runBulk(ctx, started.id);
    expect(await ctx.db.contact.count()).toBe(many + 2);
  });

  it('does not begin when it is cancelled before', async () => {
    const started = await startBulk(ctx, { act: { kind: 'delete' }, target });
    await cancelBulk(ctx, { id: started.id });
    await runBulk(ctx, started.id);
    expect(await ctx.db.contact.count()).toBe(many + 2);
    await expect(cancelBulk(ctx, { id: started.id })).rejects.toMatchObject({ kind: 'invalid-state' });
  });

  it('is run by one process at a time', async () => {
    const started = await startBulk(ctx, { act: { kind: 'delete' }, target });
    const results = await Promise.allSettled([runBulk(ctx, started.id), runBulk(ctx, started.id)]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await ctx.db.contact.count()).toBe(2);
  });
});
