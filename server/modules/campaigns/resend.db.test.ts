import { describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/client.ts';
import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { useDatabase } from '#tests/database.ts';
import { query, sampleDocument, verifySampleDomain } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { freezeAudience } from '../deliveries/index.ts';
import { preflight, resendCampaign, scheduleCampaign, setAudience } from './index.ts';
import { moveCampaign } from './move-campaign.ts';
import { resendChoices } from './resend-campaign.ts';
import type { ResendKind } from './schemas.ts';

useDatabase();

/** A finished campaign to `contacts` people, whose message could be sent again. */
async function sent(contacts: number, level: 'off' | 'aggregate' | 'individual' = 'individual') {
  const ctx = await makeWorkspace();
  await verifySampleDomain(ctx);
  const origin = await makeSentCampaign(ctx, { contacts, level, acceptedAt: new Date() });
  await ctx.db.campaign.updateMany({
    where: { id: origin.campaignId },
    data: { document: sampleDocument(), preheader: 'Ancora', fromAddress: 'noi@lungofiume.example' },
  });
  const { campaignId: id } = origin;
  const contactIds = origin.contactIds.toSorted();
  const person = (index: number) => contactIds[index] ?? '';
  const event = (index: number, kind: 'open' | 'click', sort: string) =>
    hotPool().query(
      `INSERT INTO events (id, "workspaceId", "campaignId", "contactId", at, kind, link, class, reason)
       VALUES ($1, $2, $3, $4, now(), $5, $6, $7, 'test')`,
      [uuid7(), ctx.workspace.id, id, person(index), kind, kind === 'click' ? 0 : null, sort],
    );
  const row = (index: number, state: string, reason: string | null = null) =>
    query(
      `UPDATE deliveries SET state = $3::delivery_state, reason = $4 WHERE "campaignId" = $1 AND "contactId" = $2`,
      [id, person(index), state, reason],
    );
  const again = (to: ResendKind, more: { again?: boolean } = {}) =>
    resendCampaign(ctx, { id, to, name: 'Di nuovo', subject: 'Di nuovo per te', again: false, ...more });
  return { ctx, id, contactIds, person, event, row, again };
}

async function frozen(ctx: TenantCtx, id: string) {
  await scheduleCampaign(ctx, { id, at: null });
  await inTransaction(ctx, (tx) => moveCampaign(tx, id, 'freezing'));
  await freezeAudience(ctx, id);
  const rows = await query<{ contactId: string; state: string; reason: string | null }>(
    `SELECT "contactId", state::text, reason FROM deliveries WHERE "campaignId" = $1 ORDER BY "contactId"`,
    [id],
  );
  return rows.map(({ contactId, state, reason }) => [contactId, reason ?? state]);
}
const kindsOf = async (ctx: TenantCtx, id: string) =>
  Object.fromEntries(
    (await resendChoices(ctx, id)).kinds.map(({ to, recipients, unknowable }) => [to, [recipients, unknowable]]),
  );

describe('a re-send', () => {
  it('to non-clickers leaves out whoever clicked, not what a scanner clicked', async () => {
    const { ctx, event, again, person, id } = await sent(3);
    await event(0, 'click', 'likely-human');
    await event(1, 'click', 'machine');
    await event(2, 'open', 'likely-human');
    expect(await kindsOf(ctx, id)).toMatchObject({ 'non-clickers': [2, 0], 'non-openers': [1, 0] });
    const copy = await again('non-clickers');
    expect(await frozen(ctx, copy.id)).toEqual([
      [person(1), 'queued'],
      [person(2), 'queued'],
    ]);
  });

  it('to non-openers takes nobody whose open a proxy may have made, and says how many those are', async () => {
    const { ctx, event, again, person, id } = await sent(4);
    await event(0, 'open', 'unknowable');
    await event(1, 'open', 'machine');
    await event(2, 'click', 'likely-human');
    expect(await kindsOf(ctx, id)).toMatchObject({ 'non-openers': [2, 1] });
    const copy = await again('non-openers');
    expect((await frozen(ctx, copy.id)).map(([contact]) => contact)).toEqual([person(1), person(3)]);
  });

  it('assumes nothing of those who are not tracked one by one', async () => {
    const { ctx, id } = await sent(5, 'aggregate');
    expect(await kindsOf(ctx, id)).toMatchObject({ 'non-clickers': [0, 5], 'non-openers': [0, 5] });
  });

  it('to those it failed for leaves out addresses that do not exist', async () => {
    const { ctx, row, again, person } = await sent(6);
    await row(0, 'bounced', 'unknown-user');
    await row(1, 'bounced', 'mailbox-full');
    await row(2, 'expired', 'greylisted');
    await row(3, 'failed', 'content-refused');
    await row(4, 'uncertain', 'worker-lost');
    const failed = await again('failed');
    expect((await frozen(ctx, failed.id)).map(([contact]) => contact)).toEqual([person(1), person(2), person(3)]);
    const uncertain = await again('uncertain');
    expect(await frozen(ctx, uncertain.id)).toEqual([[person(4), 'queued']]);
  });

  it('asks the one predicate who may be sent to now: whoever left in between is counted and skipped', async () => {
    const { ctx, again, person } = await sent(3);
    await query(`UPDATE subscriptions SET state = 'unsubscribed' WHERE "contactId" = $1`, [person(1)]);
    const { id } = await again('non-clickers');
    const { audience, checks } = await preflight(ctx, id);
    expect(audience).toEqual({ total: 3, eligible: 2, reasons: { unsubscribed: 1 }, at: expect.any(Date) });
    expect(checks.filter(({ level }) => level === 'blocker')).toEqual([]);
    expect(await frozen(ctx, id)).toContainEqual([person(1), 'unsubscribed']);
  });

  it('is asked about when one of its kind exists, also at once', async () => {
    const { ctx, id, again } = await sent(2);
    const results = await Promise.allSettled([again('non-clickers'), again('non-clickers'), again('failed')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expect(again('non-clickers')).rejects.toMatchObject({
      kind: 'conflict',
      data: { reason: 'resend-exists', name: 'Di nuovo' },
    });
    await again('non-clickers', { again: true });
    expect((await resendChoices(ctx, id)).existing.map(({ to }) => to).sort()).toEqual([
      'failed',
      'non-clickers',
      'non-clickers',
    ]);
  });

  it('keeps to its origin’s recipients: only groups can be left out', async () => {
    const { ctx, again, contactIds } = await sent(3);
    const { id } = await again('non-clickers');
    const { topicId } = await ctx.db.campaign.findFirstOrThrow({ where: { id } });
    const group = await ctx.db.group.create({ data: { workspaceId: ctx.workspace.id, name: 'Soci' } });
    await ctx.db.groupMember.create({
      data: { workspaceId: ctx.workspace.id, groupId: group.id, contactId: contactIds[0] ?? '' },
    });
    const choose = { id, topicId, includeGroupIds: [], excludeGroupIds: [group.id] };
    await expect(setAudience(ctx, { ...choose, includeGroupIds: [group.id] })).rejects.toMatchObject({
      data: { reason: 'resend-audience' },
    });
    await setAudience(ctx, choose);
    expect((await preflight(ctx, id)).audience).toMatchObject({ total: 3, eligible: 2 });
  });

  it('waits for the end of its origin, and is nobody else’s', async () => {
    const { ctx, id, again } = await sent(1);
    await ctx.db.campaign.updateMany({ where: { id }, data: { state: 'sending' } });
    await expect(again('failed')).rejects.toMatchObject({ data: { reason: 'resend-not-ended' } });
    expect(await resendChoices(ctx, id)).toMatchObject({ ended: false, kinds: [] });
    const input = { id, to: 'failed', name: 'x', subject: 'x', again: true } as const;
    await expect(resendCampaign(await makeWorkspace(), input)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
