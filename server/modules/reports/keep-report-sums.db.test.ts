import { describe, expect, it } from 'vitest';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { audienceScopes } from '../campaigns/index.ts';
import { FEW_ROWS } from '../workspaces/index.ts';
import { keepReportSums } from './keep-report-sums.ts';

useDatabase();

const minute = 60_000;
const day = 1440 * minute;

describe('the sums that are kept', () => {
  it('are taken of a large campaign before anybody asks, and again only once something has happened', async () => {
    const clock = testClock();
    const ctx = await makeWorkspace(systemCtx(clock.now));
    const sent = { contacts: 2, level: 'individual', acceptedAt: clock.now() } as const;
    const { campaignId: id } = await makeSentCampaign(ctx, sent);
    await makeSentCampaign(ctx, sent);
    await ctx.db.campaign.updateMany({ where: { id }, data: { audience: FEW_ROWS + 1 } });
    expect(await keepReportSums(systemCtx(clock.now))).toBe(1);
    expect((await ctx.db.keptSum.findMany()).map(({ subjectId }) => subjectId)).toEqual([id, id]);
    clock.advance(20 * minute);
    expect(await keepReportSums(systemCtx(clock.now))).toBe(0);
    await ctx.db.campaign.updateMany({ where: { id }, data: { stateAt: clock.now() } });
    expect(await keepReportSums(systemCtx(clock.now))).toBe(1);
  });

  it('of a choice of groups are forgotten after a day unasked, the others after sixty', async () => {
    const clock = testClock();
    const ctx = await makeWorkspace(systemCtx(clock.now));
    const choices = audienceScopes.map((scope) => `${scope} dGhlIGNob2ljZQ`);
    const others = ['groups-1', 'report-1 group=a', 'audience-10 x'];
    const workspaceId = ctx.workspace.id;
    const keep = (scope: string, at: Date) =>
      ctx.db.keptSum.create({ data: { workspaceId, subjectId: workspaceId, scope, at, tookMs: 1, sums: {} } });
    for (const scope of [...choices, ...others]) await keep(scope, clock.now());
    const asked = `${audienceScopes[0]} asked`;
    await keep(asked, new Date(clock.now().getTime() + minute));
    const left = async () => {
      await keepReportSums(systemCtx(clock.now));
      return (await ctx.db.keptSum.findMany()).map(({ scope }) => scope).sort();
    };
    clock.advance(day);
    expect(await left()).toEqual([...choices, ...others, asked].sort());
    clock.advance(minute / 2);
    expect(await left()).toEqual([...others, asked].sort());
    clock.advance(59 * day);
    expect(await left()).toEqual([]);
  });
});
