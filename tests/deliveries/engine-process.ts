import { parseArgs } from 'node:util';
import { closeDatabase, systemDb } from '#server/db/client.ts';
import { closeJobs } from '#server/jobs/boss.ts';
import { automation, type SystemCtx } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';
import { createTransport } from '#server/mail/transport.ts';
import { parseSmtpUrl } from '#server/mail/transport-config.ts';
import { freezeAudience, runEngineOn } from '#server/modules/deliveries/index.ts';
import { findWorkspace } from '#server/modules/workspaces/index.ts';

/**
 * A worker that is nothing but the sending engine, for tests that kill it and for the bench. Freezes the campaign if need be,
 * sends, and ends when the campaign is finished, with one JSON line of figures.
 */
const { values } = parseArgs({
  options: {
    sink: { type: 'string' },
    campaign: { type: 'string' },
    workspace: { type: 'string' },
    lease: { type: 'string', default: '30' },
    connections: { type: 'string', default: '10' },
  },
});
const began = performance.now();
const ctx: SystemCtx = {
  kind: 'system',
  actor: automation,
  db: systemDb(),
  log: createLog('engine'),
  now: () => new Date(),
};
const { campaign = '', workspace = '', sink = '' } = values;
const tenant = await findWorkspace(ctx, workspace);
await freezeAudience(tenant, campaign);
const connections = Number(values.connections);
const transport = createTransport(parseSmtpUrl(`smtp://127.0.0.1:${sink}`), { sessions: connections });
const stop = new AbortController();
const running = runEngineOn(ctx, {
  transport,
  signal: stop.signal,
  connections,
  campaignId: campaign,
  leaseSeconds: Number(values.lease),
});
const timer = setInterval(async () => {
  const row = await tenant.db.campaign.findFirst({ where: { id: campaign }, select: { state: true } });
  if (row?.state === 'finished') stop.abort();
}, 200);
process.once('SIGTERM', () => stop.abort());
await running;
clearInterval(timer);
const seconds = (performance.now() - began) / 1000;
await transport.close();
await closeJobs();
await closeDatabase();
const { user, system } = process.cpuUsage();
const rss = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ seconds, cpu_seconds: (user + system) / 1e6, rss_mb: rss })}\n`);
