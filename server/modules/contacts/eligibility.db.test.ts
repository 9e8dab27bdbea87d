import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { putIntoGroup } from '#tests/contacts/put-into-group.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { blockContact, unblockContact } from './block-contact.ts';
import { contactDetail } from './contact-detail.ts';
import { createContact } from './create-contact.ts';
import { countAudience, eligibilityOf } from './eligibility.sql.ts';
import { createGroup } from './groups.ts';
import { listContacts } from './list-contacts.sql.ts';
import { type SkipReason, sendingStatuses } from './schemas.ts';
import { countSelection } from './selection.sql.ts';
import { defaultTopic } from './topics.ts';

useDatabase();
let ctx: TenantCtx;
let topicId: string;
const ids: Record<string, string> = {};

/** Every combination of the three, one contact each. */
beforeAll(async () => {
  ctx = await makeWorkspace();
  topicId = (await defaultTopic(ctx)).id;
  for (const subscription of ['subscribed', 'pending', 'unsubscribed', null] as const) {
    for (const deliverability of ['ok', 'undeliverable', 'complained'] as const) {
      for (const blocked of [false, true]) {
        for (const domain of ['example.com', 'studio.pec.it']) {
          const name = `${subscription}-${deliverability}-${blocked}`;
          const { id } = await createContact(ctx, { address: `${name}@${domain}` });
          ids[`${name}@${domain}`] = id;
          const row = { workspaceId: ctx.workspace.id };
          if (subscription) {
            await ctx.db.subscription.create({
              data: { ...row, contactId: id, topicId, state: subscription, stateAt: ctx.now(), basis: 'consent' },
            });
          }
          await ctx.db.addressState.create({
            data: { ...row, addressKey: `${name}@${domain}`, deliverability, blockedAt: blocked ? ctx.now() : null },
          });
        }
      }
    }
  }
});

const everyone = { includeGroupIds: [], excludeGroupIds: [] };

describe('who may be sent to', () => {
  it('is the same to the predicate, to the derived status, to the list and to the claim', async () => {
    const { rows } = await listContacts(ctx, { limit: 200 });
    expect(rows).toHaveLength(48);
    const claim = await eligibilityOf(
      ctx,
      rows.map((row) => row.id),
      topicId,
    );
    for (const row of rows) {
      const detail = await contactDetail(ctx, { id: row.id });
      expect(row.status, row.address).toBe(detail.topics[0]?.status);
      expect(claim.get(row.id)?.reason ?? 'active', row.address).toBe(row.status);
    }
    for (const status of sendingStatuses) {
      expect(await countSelection(ctx, { status })).toBe(rows.filter((row) => row.status === status).length);
    }
  });

  it('accounts for everybody, with the first reason that holds', async () => {
    const { total, eligible, reasons } = await countAudience(ctx, { topicId, ...everyone });
    expect({ total, eligible }).toEqual({ total: 48, eligible: 1 });
    expect(reasons).toEqual({
      blocked: 24,
      'certified-mail': 12,
      undeliverable: 4,
      complained: 4,
      pending: 1,
      unsubscribed: 1,
      'not-subscribed': 1,
    } satisfies Partial<Record<SkipReason, number>>);
  });

  it('follows groups down, counts a contact once, and says who was excluded', async () => {
    const parent = await createGroup(ctx, { name: 'Soci' });
    const child = await createGroup(ctx, { name: 'Torino', parentId: parent.id });
    const a = ids['subscribed-ok-false@example.com'] ?? '';
    const b = ids['pending-ok-false@example.com'] ?? '';
    await putIntoGroup(ctx, child.id, [a, b]);
    await putIntoGroup(ctx, parent.id, [a]);
    const include = (includeGroupIds: string[], excludeGroupIds: string[] = []) =>
      countAudience(ctx, { topicId, includeGroupIds, excludeGroupIds });
    expect(await include([parent.id])).toEqual({ total: 2, eligible: 1, reasons: { pending: 1 } });
    expect(await include([parent.id, child.id])).toMatchObject({ total: 2 });
    expect(await include([parent.id], [child.id])).toEqual({ total: 2, eligible: 0, reasons: { 'excluded-group': 2 } });
    expect(await include([uuid7()])).toEqual({ total: 0, eligible: 0, reasons: {} });
  });

  it('writes to certified mail once a member has allowed it, and not before', async () => {
    const id = ids['subscribed-ok-false@studio.pec.it'] ?? '';
    const reason = async () => (await eligibilityOf(ctx, [id], topicId)).get(id)?.reason;
    expect(await reason()).toBe('certified-mail');
    await unblockContact(ctx, { id });
    expect(await reason()).toBeNull();
    await blockContact(ctx, { id, reason: 'chiesto per telefono' });
    expect(await reason()).toBe('blocked');
    await unblockContact(ctx, { id });
    expect(await reason()).toBeNull();
  });

  it('calls a contact that is gone erased, and a neighbour’s contact the same', async () => {
    const other = await makeWorkspace();
    const { id } = await createContact(other, { address: 'x@example.com', consent: { text: 'x' } });
    const gone = uuid7();
    const claim = await eligibilityOf(ctx, [id, gone], topicId);
    expect([claim.get(id)?.reason, claim.get(gone)?.reason]).toEqual(['erased', 'erased']);
    expect((await countAudience(ctx, { topicId, ...everyone })).total).toBe(48);
  });

  it('tells the contact’s own tracking level, else the workspace’s default', async () => {
    const id = ids['subscribed-ok-false@example.com'] ?? '';
    const level = async () => (await eligibilityOf(ctx, [id], topicId)).get(id)?.trackOpens;
    expect(await level()).toBe('aggregate');
    await ctx.db.contact.updateMany({ where: { id }, data: { trackOpens: 'individual' } });
    expect(await level()).toBe('individual');
  });
});
