import { describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { grantEntitlement } from '#server/modules/workspaces/index.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { addContacts, frozenCampaign, query, scheduledCampaign } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { moveCampaign, rescheduleCampaign } from '../campaigns/index.ts';
import { campaignCounts } from './campaign-counts.ts';
import { cancelCampaign } from './control-campaign.ts';
import { freezeAudience, startCampaign } from './freeze-audience.ts';
import { withLedger } from './ledger-pool.sql.ts';
import { listQueue } from './list-queue.ts';
import { tendCampaigns } from './tend-campaigns.ts';

useDatabase();

const campaignOf = (ctx: TenantCtx, id: string) => ctx.db.campaign.findFirstOrThrow({ where: { id } });

describe('freezing an audience', () => {
  it('takes everyone in, and those who may not be sent to with the reason', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 10);
    await query(
      `UPDATE subscriptions s SET state = 'unsubscribed' FROM contacts c WHERE c.id = s."contactId"
       AND c."workspaceId" = $1 AND c.address = 'p4@lettori.example'`,
      [ctx.workspace.id],
    );
    const id = await frozenCampaign(ctx);
    const { audience, states, reasons } = await campaignCounts(ctx, id, { fresh: true });
    expect([audience, states.queued, states.skipped]).toEqual([10, 9, 1]);
    expect(reasons).toEqual([{ state: 'skipped', reason: 'unsubscribed', count: 1 }]);
    expect(await campaignOf(ctx, id)).toMatchObject({ state: 'sending', audience: 10 });
  });

  it('does not begin without an approval that became a duty after it was scheduled: it asks', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 1);
    const id = await scheduledCampaign(ctx);
    await ctx.db.workspace.update({ where: { id: ctx.workspace.id }, data: { approvalRequired: true } });
    await startCampaign(ctx, id);
    await startCampaign(ctx, id);
    expect(await campaignOf(ctx, id)).toMatchObject({ state: 'in_review', startedAt: null });
    expect((await listQueue(ctx))[0]?.waits).toMatchObject([{ kind: 'review', reviewers: 0 }]);
    expect(await ctx.db.campaignReview.count({ where: { campaignId: id, askedBy: null } })).toBe(1);
  });

  it('doubles nothing when it comes twice, also at once', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 30);
    const id = await scheduledCampaign(ctx);
    await startCampaign(ctx, id);
    await Promise.allSettled(Array.from({ length: 4 }, () => freezeAudience(ctx, id)));
    await freezeAudience(ctx, id);
    expect((await campaignCounts(ctx, id, { fresh: true })).audience).toBe(30);
    const steps = await ctx.db.campaignStep.findMany({ where: { campaignId: id }, orderBy: { id: 'asc' } });
    expect(steps.map((step) => step.to)).toEqual(['scheduled', 'freezing', 'sending']);
  });

  it('asks when the month’s messages don’t suffice, leaves no rows, and counts in the month in which it begins', async () => {
    const ctx = await makeWorkspace();
    await query(`UPDATE entitlements SET limits = '{"messagesPerMonth": 5}' WHERE "workspaceId" = $1`, [
      ctx.workspace.id,
    ]);
    await addContacts(ctx, 6);
    const id = await frozenCampaign(ctx);
    expect(await campaignOf(ctx, id)).toMatchObject({ state: 'overdue', audience: null, startedAt: null });
    expect((await campaignCounts(ctx, id, { fresh: true })).audience).toBe(0);
    const [item] = await listQueue(ctx);
    expect(item?.waits).toMatchObject([
      { kind: 'overdue', why: 'quota-exceeded' },
      { kind: 'quota', limit: 5 },
    ]);

    await grantEntitlement(ctx, {
      feature: 'newsletter',
      from: new Date(0),
      until: null,
      trial: false,
      purchaseId: null,
      limits: { messagesPerMonth: 100 },
    });
    await rescheduleCampaign(ctx, { id, at: null });
    await startCampaign(ctx, id);
    await freezeAudience(ctx, id);
    expect((await campaignCounts(ctx, id, { fresh: true })).states.queued).toBe(6);
  });

  it('is suspended when its message does not compile', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 1);
    const id = await frozenCampaign(ctx, { version: 1, nonsense: true });
    expect(await campaignOf(ctx, id)).toMatchObject({ state: 'suspended', audience: null });
  });
});

describe('two audiences frozen at once', () => {
  it('share what is left of the month: one goes, the other asks', async () => {
    const ctx = await makeWorkspace();
    await query(`UPDATE entitlements SET limits = '{"messagesPerMonth": 15}' WHERE "workspaceId" = $1`, [
      ctx.workspace.id,
    ]);
    await addContacts(ctx, 10);
    const ids = [await scheduledCampaign(ctx), await scheduledCampaign(ctx)];
    for (const id of ids) await startCampaign(ctx, id);
    await Promise.all(ids.map((id) => freezeAudience(ctx, id)));
    const states = await Promise.all(ids.map(async (id) => (await campaignOf(ctx, id)).state));
    expect(states.sort()).toEqual(['overdue', 'sending']);
  });
});

describe('the time of a campaign', () => {
  it('begins it when due, without its job, and not before', async () => {
    const clock = testClock(new Date());
    const ctx = await makeWorkspace(systemCtx(clock.now));
    await addContacts(ctx, 3);
    const id = await scheduledCampaign(ctx);
    await ctx.db.campaign.updateMany({
      where: { id },
      data: { scheduledAt: new Date(clock.now().getTime() + 60_000) },
    });
    await withLedger((ledger) => tendCampaigns(systemCtx(clock.now), ledger));
    expect((await campaignOf(ctx, id)).state).toBe('scheduled');
    clock.advance(61_000);
    await withLedger((ledger) => tendCampaigns(systemCtx(clock.now), ledger));
    expect(await campaignOf(ctx, id)).toMatchObject({ state: 'sending', audience: 3 });
  });

  it('asks when it was missed by more than an hour', async () => {
    const clock = testClock(new Date());
    const ctx = await makeWorkspace(systemCtx(clock.now));
    const id = await scheduledCampaign(ctx);
    clock.advance(2 * 3_600_000);
    await withLedger((ledger) => tendCampaigns(systemCtx(clock.now), ledger));
    expect((await campaignOf(ctx, id)).state).toBe('overdue');
    expect((await listQueue(ctx))[0]?.waits).toMatchObject([{ kind: 'overdue', why: 'missed' }]);
  });

  it.each([
    ['workspace', `UPDATE workspaces SET state = 'suspended' WHERE id = $1`, 'workspace-suspended'],
    ['service', `UPDATE entitlements SET until = '2020-01-01' WHERE "workspaceId" = $1`, 'not-entitled'],
    ['domain', `UPDATE sending_domains SET "verifiedAt" = NULL WHERE "workspaceId" = $1`, 'domain-unverified'],
  ])(
    'begins nothing while the %s is not in order, and asks after an hour instead of sending late',
    async (_, end, why) => {
      const clock = testClock(new Date());
      const ctx = await makeWorkspace(systemCtx(clock.now));
      await addContacts(ctx, 3);
      const id = await scheduledCampaign(ctx);
      await query(end, [ctx.workspace.id]);
      clock.advance(60_000);
      await startCampaign(ctx, id);
      await withLedger((ledger) => tendCampaigns(systemCtx(clock.now), ledger));
      expect((await campaignOf(ctx, id)).state).toBe('scheduled');
      const kinds = (await listQueue(ctx))[0]?.waits.map((wait) => wait.kind);
      expect(kinds).toContain(why === 'domain-unverified' ? 'domain' : 'workspace');
      clock.advance(3_600_000);
      await withLedger((ledger) => tendCampaigns(systemCtx(clock.now), ledger));
      expect((await campaignOf(ctx, id)).state).toBe('overdue');
      const steps = await ctx.db.campaignStep.findMany({ where: { campaignId: id, to: 'overdue' } });
      expect(steps.map((step) => step.why)).toEqual([why]);
    },
  );

  it('is told by its job as by the tending: the job of an earlier plan begins nothing', async () => {
    const clock = testClock(new Date());
    const ctx = await makeWorkspace(systemCtx(clock.now));
    await addContacts(ctx, 1);
    const id = await scheduledCampaign(ctx);
    await rescheduleCampaign(ctx, { id, at: new Date(clock.now().getTime() + 7_200_000) });
    clock.advance(3_700_000);
    await startCampaign(ctx, id);
    expect((await campaignOf(ctx, id)).state).toBe('scheduled');
    clock.advance(3_600_000);
    await startCampaign(ctx, id);
    expect((await campaignOf(ctx, id)).state).toBe('freezing');
  });

  it('moved or begun at the same moment, it is either moved or begun', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ctx = await makeWorkspace();
      await addContacts(ctx, 1);
      const id = await scheduledCampaign(ctx);
      const at = new Date(Date.now() + 7_200_000);
      const results = await Promise.allSettled([startCampaign(ctx, id), rescheduleCampaign(ctx, { id, at })]);
      const campaign = await campaignOf(ctx, id);
      const moved = results[1]?.status === 'fulfilled';
      // Moved first, the start finds its time not come; begun first, the move is refused.
      expect([campaign.state, campaign.scheduledAt?.getTime() === at.getTime()]).toEqual(
        moved ? ['scheduled', true] : ['freezing', false],
      );
    }
  });

  it('takes up a freeze that was interrupted', async () => {
    const clock = testClock(new Date());
    const ctx = await makeWorkspace(systemCtx(clock.now));
    await addContacts(ctx, 3);
    const id = await scheduledCampaign(ctx);
    await inTransaction(ctx, (tx) => moveCampaign(tx, id, 'freezing'));
    clock.advance(10_000);
    await withLedger((ledger) => tendCampaigns(systemCtx(clock.now), ledger));
    expect(await campaignOf(ctx, id)).toMatchObject({ state: 'sending', audience: 3 });
  });
});

describe('cancelling', () => {
  it('settles what waits at once, and forgets the cursor', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 12);
    const id = await frozenCampaign(ctx);
    await cancelCampaign(ctx, id);
    expect((await campaignCounts(ctx, id, { fresh: true })).states).toMatchObject({ queued: 0, cancelled: 12 });
    expect(await query('SELECT 1 FROM delivery_cursors WHERE "campaignId" = $1', [id])).toEqual([]);
  });

  it('of somebody else’s campaign finds nothing', async () => {
    const ctx = await makeWorkspace();
    const other = await makeWorkspace();
    await addContacts(ctx, 1);
    const id = await frozenCampaign(ctx);
    await expect(cancelCampaign(other, id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(campaignCounts(other, id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('closes a finished campaign whose job was lost, when its bounce window has passed', async () => {
    const clock = testClock(new Date());
    const ctx = await makeWorkspace(systemCtx(clock.now));
    const finishedAt = clock.now();
    const { campaignId: id } = await makeSentCampaign(ctx, { contacts: 1, level: 'off', acceptedAt: finishedAt });
    clock.advance(6.9 * 86_400_000);
    await withLedger((ledger) => tendCampaigns(systemCtx(clock.now), ledger));
    expect((await campaignOf(ctx, id)).state).toBe('finished');
    clock.advance(0.2 * 86_400_000);
    await Promise.all([1, 2].map(() => withLedger((ledger) => tendCampaigns(systemCtx(clock.now), ledger))));
    expect(await campaignOf(ctx, id)).toMatchObject({ state: 'closed', closedAt: clock.now() });
    expect(await ctx.db.campaignStep.count({ where: { campaignId: id, to: 'closed' } })).toBe(1);
  });
});
