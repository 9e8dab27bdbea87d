import { describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { memberCtx, readyDraft } from '#tests/campaigns/ready-draft.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { setGeneralSettings } from '../workspaces/general-settings.ts';
import { campaignReviews } from './campaign-review.ts';
import { holdUnapproved } from './hold-unapproved.ts';
import * as campaigns from './index.ts';
import { mailReview } from './review-mail.ts';

useDatabase();

const HOUR = 3_600_000;

/** A workspace that wants approvals, with a writer (editor), two who may send, and the writer's draft. */
async function office(clock = testClock()) {
  const ctx = await makeWorkspace(systemCtx(clock.now));
  await ctx.db.workspace.update({ where: { id: ctx.workspace.id }, data: { approvalRequired: true } });
  const paolo = await memberCtx(ctx, 'editor', 'Paolo');
  const marta = await memberCtx(ctx, 'owner', 'Marta');
  const carlo = await memberCtx(ctx, 'sender', 'Carlo');
  const id = await readyDraft(paolo);
  const ask = (at: Date | null = null, note = '') => campaigns.askReview(paolo, { id, at, note });
  return { ctx, paolo, marta, carlo, id, ask, clock };
}
const stateOf = async (ctx: TenantCtx, id: string) => (await campaigns.getCampaign(ctx, id)).state;
const decisions = async (ctx: TenantCtx, id: string) =>
  (await campaignReviews(ctx, id)).history.map(({ decision }) => decision);

describe('approval by a second person', () => {
  it('is asked for with time and note, given by another, and schedules the campaign for that time', async () => {
    const { marta, paolo, id, ask, clock } = await office();
    const at = new Date(clock.now().getTime() + 5 * HOUR);
    const { reviewId } = await ask(at, 'Guarda il titolo');
    expect(await campaignReviews(marta, id)).toMatchObject({ openId: reviewId, mine: null, reviewers: 2 });
    expect(await campaignReviews(paolo, id)).toMatchObject({ openId: reviewId, mine: 'asker', asked: true });
    expect((await campaigns.preflight(paolo, id)).checks.find((check) => check.id === 'approval')?.reason).toBe(
      'needed',
    );
    clock.advance(1000);
    await campaigns.approveCampaign(marta, { reviewId });
    expect(await campaigns.getCampaign(marta, id)).toMatchObject({ state: 'scheduled', scheduledAt: at });
    const [review] = (await campaignReviews(marta, id)).history;
    expect(review).toMatchObject({ decision: 'approved', deciderName: 'Marta', note: 'Guarda il titolo', revision: 2 });
    expect((await campaigns.preflight(paolo, id)).checks.find((check) => check.id === 'approval')?.level).toBe('ok');
    expect(await marta.db.auditEntry.count({ where: { action: 'campaigns.approve', actorName: 'Marta' } })).toBe(1);
  });

  it('keeps whoever may send from sending without it', async () => {
    const { marta, carlo, id, ask } = await office();
    const refused = { kind: 'invalid-state', data: { reason: 'approval-required' } };
    await expect(campaigns.scheduleCampaign(marta, { id, at: null })).rejects.toMatchObject(refused);
    await ask();
    await expect(campaigns.scheduleCampaign(carlo, { id, at: null })).rejects.toMatchObject({
      data: { reason: 'in-review' },
    });
  });

  it('does not count from the one who asked, nor from the last who changed it', async () => {
    const { ctx, marta, carlo, id } = await office();
    await memberCtx(ctx, 'sender', 'Irene');
    await campaigns.saveCampaign(carlo, { id, revision: 2, subject: 'Ritoccato' });
    const { reviewId } = await campaigns.askReview(marta, { id, at: null, note: '' });
    await expect(campaigns.approveCampaign(marta, { reviewId })).rejects.toMatchObject({
      kind: 'forbidden',
      data: { reason: 'own-asker' },
    });
    await expect(campaigns.approveCampaign(carlo, { reviewId })).rejects.toMatchObject({
      data: { reason: 'own-editor' },
    });
    await expect(campaigns.returnCampaign(carlo, { reviewId, answer: 'no' })).rejects.toMatchObject({
      data: { reason: 'own-editor' },
    });
    expect(await stateOf(marta, id)).toBe('in_review');
  });

  it('cannot be asked for where nobody else could give it', async () => {
    const ctx = await makeWorkspace();
    const only = await memberCtx(ctx, 'owner', 'Sola');
    await ctx.db.workspace.update({ where: { id: ctx.workspace.id }, data: { approvalRequired: true } });
    const id = await readyDraft(only);
    await expect(campaigns.askReview(only, { id, at: null, note: '' })).rejects.toMatchObject({
      data: { reason: 'no-reviewer' },
    });
    expect((await campaigns.preflight(only, id)).checks.find((check) => check.id === 'approval')).toMatchObject({
      level: 'blocker',
      reason: 'nobody',
    });
  });

  it.each(['save', 'audience'] as const)(
    'is withdrawn by a change of the %s, and then no longer given',
    async (what) => {
      const { paolo, marta, id, ask } = await office();
      const { reviewId } = await ask();
      const { topicId } = await campaigns.getCampaign(paolo, id);
      if (what === 'save') await campaigns.saveCampaign(paolo, { id, revision: 2, subject: 'Altro' });
      else await campaigns.setAudience(paolo, { id, topicId, includeGroupIds: [], excludeGroupIds: [] });
      expect(await stateOf(marta, id)).toBe('draft');
      expect(await decisions(marta, id)).toEqual(['withdrawn']);
      await expect(campaigns.approveCampaign(marta, { reviewId })).rejects.toMatchObject({
        kind: 'conflict',
        data: { reason: 'review-withdrawn' },
      });
    },
  );

  it('either comes before a change or not at all, whoever is faster', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { paolo, marta, id, ask } = await office();
      const { reviewId } = await ask();
      const save = () => campaigns.saveCampaign(paolo, { id, revision: 2, subject: 'All’ultimo' });
      const approve = () => campaigns.approveCampaign(marta, { reviewId });
      const results = await Promise.allSettled(round % 2 ? [save(), approve()] : [approve(), save()]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const campaign = await campaigns.getCampaign(marta, id);
      expect([campaign.state, campaign.subject]).toEqual(
        campaign.state === 'scheduled' ? ['scheduled', 'Programma'] : ['draft', 'All’ultimo'],
      );
    }
  });

  it('is given once by two at once, and twice by one is once', async () => {
    const { marta, carlo, id, ask } = await office();
    const { reviewId } = await ask();
    const results = await Promise.allSettled([
      campaigns.approveCampaign(marta, { reviewId }),
      campaigns.approveCampaign(carlo, { reviewId }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } });
    const winner = results[0]?.status === 'fulfilled' ? marta : carlo;
    await campaigns.approveCampaign(winner, { reviewId });
    const steps = (await campaigns.getCampaign(marta, id)).steps.filter(({ to }) => to === 'scheduled');
    expect(steps).toHaveLength(1);
  });

  it('is refused by an answer: the campaign is a draft again, and nobody else decides that request', async () => {
    const { marta, carlo, id, ask } = await office();
    const { reviewId } = await ask();
    await campaigns.returnCampaign(marta, { reviewId, answer: 'Manca la data' });
    await campaigns.returnCampaign(marta, { reviewId, answer: 'Manca la data' });
    expect(await stateOf(marta, id)).toBe('draft');
    expect((await campaignReviews(marta, id)).history[0]).toMatchObject({
      decision: 'returned',
      answer: 'Manca la data',
    });
    await expect(campaigns.approveCampaign(carlo, { reviewId })).rejects.toMatchObject({
      data: { reason: 'review-decided' },
    });
  });

  it('lapses with the plan: back in a draft it is asked for anew; another time leaves it standing', async () => {
    const { marta, id, ask, clock } = await office();
    const { reviewId } = await ask(new Date(clock.now().getTime() + HOUR));
    await campaigns.approveCampaign(marta, { reviewId });
    const later = new Date(clock.now().getTime() + 9 * HOUR);
    await campaigns.rescheduleCampaign(marta, { id, at: later });
    expect(await campaigns.getCampaign(marta, id)).toMatchObject({ state: 'scheduled', scheduledAt: later });
    await campaigns.unscheduleCampaign(marta, id);
    await campaigns.unscheduleCampaign(marta, id);
    await expect(campaigns.scheduleCampaign(marta, { id, at: null })).rejects.toMatchObject({
      data: { reason: 'approval-required' },
    });
  });

  it.each(['scheduled', 'overdue'] as const)(
    'is asked for again when who could not have given it sets another time for what is %s',
    async (state) => {
      const { ctx, paolo, marta, carlo, id, clock } = await office();
      const soon = new Date(clock.now().getTime() + HOUR);
      const { reviewId } = await campaigns.askReview(carlo, { id, at: soon, note: '' });
      await campaigns.approveCampaign(marta, { reviewId });
      if (state === 'overdue') await inTransaction(ctx, (tx) => campaigns.moveCampaign(tx, id, 'overdue'));
      const at = new Date(clock.now().getTime() + 9 * HOUR);
      expect((await campaignReviews(carlo, id)).asksAgain).toBe(true);
      expect((await campaignReviews(marta, id)).asksAgain).toBe(false);
      clock.advance(1000);
      expect(await campaigns.rescheduleCampaign(carlo, { id, at })).toEqual({ at, asked: true });
      expect(await campaigns.getCampaign(paolo, id)).toMatchObject({ state: 'in_review', scheduledAt: null });
      const again = await campaignReviews(marta, id);
      expect(again).toMatchObject({ mine: null, approved: false });
      expect(again.history[0]).toMatchObject({ askerName: 'Carlo', scheduledAt: at, decision: null });
      await expect(campaigns.rescheduleCampaign(carlo, { id, at })).rejects.toMatchObject({
        data: { reason: 'already-begun' },
      });
      await campaigns.approveCampaign(marta, { reviewId: again.openId ?? '' });
      expect(await campaigns.getCampaign(marta, id)).toMatchObject({ state: 'scheduled', scheduledAt: at });
    },
  );

  it('once it is a duty holds what is scheduled without it, for the time that was planned; what is approved goes', async () => {
    const { ctx, paolo, marta, carlo, id, ask, clock } = await office();
    const { reviewId } = await ask(new Date(clock.now().getTime() + HOUR));
    await campaigns.approveCampaign(marta, { reviewId });
    const settings = { timeZone: 'Europe/Rome', language: 'it', approvalRequired: false } as const;
    await setGeneralSettings(ctx, settings);
    const { id: free } = await campaigns.duplicateCampaign(paolo, { id, name: 'Altra' });
    const at = new Date(clock.now().getTime() + 2 * HOUR);
    await campaigns.scheduleCampaign(carlo, { id: free, at });
    await setGeneralSettings(ctx, { ...settings, approvalRequired: true });
    const told = { workspaceId: ctx.workspace.id };
    await holdUnapproved(systemCtx(clock.now), told);
    await holdUnapproved(systemCtx(clock.now), told);
    expect(await stateOf(marta, id)).toBe('scheduled');
    expect(await stateOf(marta, free)).toBe('in_review');
    const { mine, openId, history, reviewers } = await campaignReviews(marta, free);
    expect([mine, reviewers, history.length]).toEqual([null, 2, 1]);
    expect(history[0]).toMatchObject({ scheduledAt: at, note: '' });
    expect((await campaignReviews(paolo, free)).mine).toBe('editor');
    await campaigns.approveCampaign(marta, { reviewId: openId ?? '' });
    expect(await campaigns.getCampaign(marta, free)).toMatchObject({ state: 'scheduled', scheduledAt: at });
    await mailReview(systemCtx(clock.now), { ...told, reviewId: openId ?? '' });
    const mails = await systemCtx().db.systemMail.findMany({ where: { ...told, kind: 'review-decided' } });
    expect(mails.map(({ to }) => to)).toEqual([
      `${paolo.actor.kind === 'person' ? paolo.actor.id : ''}@persone.example`,
    ]);
  });

  it('asks for a time anew when the one that was wanted has passed', async () => {
    const { marta, id, ask, clock } = await office();
    const { reviewId } = await ask(new Date(clock.now().getTime() + HOUR));
    clock.advance(2 * HOUR);
    await expect(campaigns.approveCampaign(marta, { reviewId })).rejects.toMatchObject({
      data: { reason: 'in-the-past' },
    });
    await campaigns.approveCampaign(marta, { reviewId, at: null });
    expect(await stateOf(marta, id)).toBe('scheduled');
  });

  it('is withdrawn by who asked, once', async () => {
    const { paolo, marta, id, ask } = await office();
    await ask();
    await campaigns.withdrawReview(paolo, id);
    await campaigns.withdrawReview(paolo, id);
    expect(await stateOf(marta, id)).toBe('draft');
    expect(await decisions(marta, id)).toEqual(['withdrawn']);
  });

  it('is mailed once to those who may give it, and its outcome once to who asked', async () => {
    const { ctx, paolo, marta, carlo, ask } = await office();
    const { reviewId } = await ask(null, 'Guarda <b>bene</b>');
    const told = { workspaceId: ctx.workspace.id, reviewId };
    const system = systemCtx(ctx.now);
    const mails = (kind: string) => system.db.systemMail.findMany({ where: { workspaceId: ctx.workspace.id, kind } });
    await mailReview(system, told);
    await mailReview(system, told);
    const email = (who: TenantCtx) => `${who.actor.kind === 'person' ? who.actor.id : ''}@persone.example`;
    expect((await mails('review-asked')).map(({ to }) => to).sort()).toEqual([email(marta), email(carlo)].sort());
    await campaigns.approveCampaign(carlo, { reviewId });
    await mailReview(system, told);
    await mailReview(system, told);
    expect((await mails('review-decided')).map(({ to }) => to)).toEqual([email(paolo)]);
  });

  it('of another workspace is nobody’s', async () => {
    const { ask } = await office();
    const { marta: stranger } = await office();
    const { reviewId } = await ask();
    await expect(campaigns.approveCampaign(stranger, { reviewId })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
