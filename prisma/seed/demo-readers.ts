import { env } from '#server/config/env.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { urlsFor, verifyToken } from '#server/lib/tracking-token.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import {
  actOn,
  decideClick,
  decideOpen,
  openRecorder,
  type RequestParts,
  recipientOf,
  type TrackedEvent,
} from '#server/modules/tracking/index.ts';
import { acceptedDeliveries, countEvents, type DemoDelivery } from './demo.sql.ts';
import type { DemoCampaign } from './demo-campaigns.ts';
import { whenAwake } from './demo-time.ts';
import { seededRandom } from './seeded-random.ts';

/** What recipients read with, and how often: mail programs, Google's image proxy, Apple's, and a scanner. */
const agents: [share: number, agent: string][] = [
  [
    0.34,
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  ],
  [0.58, 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)'],
  [0.76, 'Mozilla/5.0'],
  [
    0.9,
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  ],
  [0.97, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0'],
  [1, 'Mozilla/5.0 (compatible; Barracuda Sentinel/1.0)'],
];
const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const HOUR_MS = 3_600_000;
const neverRead = new Set(['machine']);

function parts(url: string, agent: string): RequestParts {
  const segment = url.slice(url.lastIndexOf('/') + 1);
  return {
    method: 'GET',
    segment,
    query: '',
    headers: { agent, language: 'it', contentType: '', purpose: '' },
    address: '192.0.2.10',
    body: '',
  };
}

/** When a reader opens after the sending: most within the first hours, a tail over three days. */
const delay = (random: () => number) => (0.05 + -Math.log(1 - random() * 0.995) * 7) * HOUR_MS;

/** The requests that one recipient's mail program makes, as decisions of the real endpoints. */
function eventsOf(
  campaign: DemoCampaign,
  campaignId: string,
  delivery: DemoDelivery,
  sentAt: number,
  links: string[],
  random: () => number,
): TrackedEvent[] {
  if (random() > campaign.reads) return [];
  const urls = urlsFor(
    env().publicUrl,
    { campaignId, contactId: delivery.contactId },
    { opens: delivery.trackOpens, clicks: delivery.trackClicks },
  );
  const roll = random();
  const agent = agents.find(([share]) => roll <= share)?.[1] ?? browser;
  const openedAt = whenAwake(sentAt + delay(random));
  const events: (TrackedEvent | null)[] = [];
  if (urls.pixelUrl)
    events.push(decideOpen(parts(urls.pixelUrl, agent), { verify: verifyToken, now: () => openedAt }).event);
  if (events.some((event) => event && neverRead.has(event.class))) return events.filter((event) => event !== null);
  if (random() < campaign.clicks && links.length > 0 && delivery.trackClicks !== 'off') {
    // Earlier links are clicked more.
    const index = Math.floor(random() ** 1.8 * links.length);
    const deps = {
      verify: verifyToken,
      now: () => openedAt + 20_000 + random() * 90_000,
      linkOf: (_: string, at: number) => links[at] ?? null,
    };
    events.push(decideClick(parts(urls.linkUrl(index), browser), deps).event);
  }
  return events.filter((event) => event !== null);
}

/** Lets the demo's recipients read, click and now and then leave; recorded by the recorder of the web process. Once. */
export async function readDemoCampaign(
  ctx: SystemCtx,
  tenant: TenantCtx,
  campaignId: string,
  campaign: DemoCampaign,
  sentAt: Date,
): Promise<void> {
  if ((await countEvents(ctx, campaignId)) > 0) return;
  const { sink } = openRecorder({ dataFolder: env().dataFolder, log: ctx.log, act: async () => undefined });
  const links = await tenant.db.campaignLink.findMany({ where: { campaignId }, orderBy: { index: 'asc' } });
  const random = seededRandom(Math.abs(campaign.day) * 31 + 5);
  const deliveries = await acceptedDeliveries(ctx, campaignId);
  const events = deliveries.flatMap((delivery) =>
    eventsOf(
      campaign,
      campaignId,
      delivery,
      sentAt.getTime(),
      links.map((link) => link.url),
      random,
    ),
  );
  const past = events.filter((event) => event.at < ctx.now().getTime()).sort((a, b) => a.at - b.at);
  await Promise.all(past.map((event) => sink.record(event)));
  for (const delivery of deliveries.filter((_, index) => index % 211 === 17)) {
    const at = sentAt.getTime() + 3 * HOUR_MS;
    const token = { campaignId, contactId: delivery.contactId };
    const recipient = await recipientOf(token, tenant.workspace.id, { log: ctx.log, now: () => new Date(at) });
    const event: TrackedEvent = {
      id: uuid7(at),
      ...token,
      at,
      kind: 'unsubscribe',
      link: null,
      class: 'likely-human',
      reason: 'page',
      address: null,
      agent: null,
    };
    await sink.record(event);
    if (recipient) await actOn(recipient, event);
  }
  await sink.close();
}
