import type { Command } from 'commander';
import type { SystemCtx, TenantCtx } from '../lib/context.ts';
import { InvalidInput, NotFound } from '../lib/errors.ts';
import { listCampaigns } from '../modules/campaigns/index.ts';
import { sendCampaignHere } from '../modules/deliveries/index.ts';
import { readReport } from '../modules/reports/index.ts';
import { findWorkspace, findWorkspaceBySlug } from '../modules/workspaces/index.ts';
import type { CliSession } from './session.ts';

/** `campaign list`, `campaign send`, `campaign report`. */
export function registerCampaignCommands(program: Command, session: CliSession): void {
  const campaign = program.command('campaign').description('newsletters');
  campaign
    .command('list')
    .description('a workspace’s campaigns, newest first')
    .requiredOption('--workspace <slug>', 'whose')
    .action(async (options: { workspace: string }) => {
      const ctx = await findWorkspaceBySlug(await session.open(), options.workspace);
      const rows = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listCampaigns>> = await listCampaigns(ctx, { limit: 200, cursor });
        for (const { id, name, state, scheduledAt, startedAt, finishedAt, audience } of page.rows) {
          rows.push({ id, name, state, scheduledAt, startedAt, finishedAt, audience });
        }
        cursor = page.next;
      } while (cursor !== null);
      session.print(rows);
    });
  campaign
    .command('send <id>')
    .description('send it now and run to finished, here if no worker does')
    .action(async (id: string) => {
      const ctx = await ownerOf(await session.open(), id);
      const stop = new AbortController();
      const onSignal = () => stop.abort();
      process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
      await sendCampaignHere(ctx, id, { signal: stop.signal });
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      session.print(await report(ctx, id));
    });
  campaign
    .command('report <id>')
    .description('its audience, how many stand in each state, and what recipients did')
    .action(async (id: string) => session.print(await report(await ownerOf(await session.open(), id), id)));
}

async function ownerOf(ctx: SystemCtx, id: string): Promise<TenantCtx> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new InvalidInput({ field: 'id', reason: 'not-an-id' });
  const found = await ctx.db.campaign.findFirst({ where: { id }, select: { workspaceId: true } });
  if (!found) throw new NotFound({ what: 'campaign' });
  return findWorkspace(ctx, found.workspaceId);
}

/**
 * The states sum to `audience`. Opens and clicks are counted by class, and `recipients` are the different ones among those tracked
 * one by one: how many of them likely did, and how many possibly.
 */
async function report(ctx: TenantCtx, id: string) {
  const { campaign, audience, states, reasons, opens, clicks, machine, unsubscribed } = await readReport(ctx, id);
  const byClass = ({ events, people }: typeof opens, machines: number) => ({
    'likely-human': events.likely,
    unknowable: events.possible - events.likely,
    machine: machines,
    recipients: people,
  });
  return {
    campaign: id,
    state: campaign.state,
    audience,
    ...states,
    reasons,
    opens: byClass(opens, machine.opens),
    clicks: byClass(clicks, machine.clicks),
    unsubscribed,
  };
}
