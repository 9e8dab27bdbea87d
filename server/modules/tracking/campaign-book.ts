import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SystemDb } from '#server/db/client.ts';

/** What the hot endpoints must know of a campaign. Links are fixed when the audience is frozen. */
export type CampaignFacts = { workspaceId: string; links: string[] };

export type CampaignBook = {
  /** From memory; undefined where it must be looked up first. */
  known(campaignId: string): CampaignFacts | null | undefined;
  /** From memory, else from the database; null where there is no such campaign. Throws when the database is away. */
  find(campaignId: string): Promise<CampaignFacts | null>;
  /** Looks again, once a few seconds at most: for a link that the kept facts don't hold. */
  refresh(campaignId: string): Promise<CampaignFacts | null>;
};

const KEPT = 5_000;
const LOOK_AGAIN_MS = 5_000;

/**
 * Keeps campaigns in memory, and in a file of JSON lines, so that links lead on after a cold start without a database.
 * `load` asks the database.
 */
export function openCampaignBook(
  snapshot: string,
  load: (campaignId: string) => Promise<CampaignFacts | null>,
): CampaignBook {
  const book = readSnapshot(snapshot);
  const loading = new Map<string, Promise<CampaignFacts | null>>();
  const missing = new Map<string, number>();
  const looked = new Map<string, number>();

  function keep(campaignId: string, facts: CampaignFacts): void {
    book.set(campaignId, facts);
    if (book.size > KEPT) book.delete(book.keys().next().value ?? '');
    try {
      appendFileSync(snapshot, `${JSON.stringify([campaignId, facts])}\n`, { mode: 0o600 });
    } catch {
      // A full disk costs the next cold start its snapshot; this start has the facts.
    }
  }

  function ask(campaignId: string): Promise<CampaignFacts | null> {
    const under = loading.get(campaignId);
    if (under) return under;
    const work = load(campaignId)
      .then((facts) => {
        if (facts) keep(campaignId, facts);
        else {
          if (missing.size > KEPT) missing.clear();
          missing.set(campaignId, Date.now());
        }
        return facts;
      })
      .finally(() => loading.delete(campaignId));
    loading.set(campaignId, work);
    return work;
  }

  const known = (campaignId: string) =>
    book.get(campaignId) ?? (Date.now() - (missing.get(campaignId) ?? 0) < LOOK_AGAIN_MS ? null : undefined);

  return {
    known,
    async find(campaignId) {
      const facts = known(campaignId);
      return facts === undefined ? ask(campaignId) : facts;
    },
    async refresh(campaignId) {
      if (Date.now() - (looked.get(campaignId) ?? 0) < LOOK_AGAIN_MS) return known(campaignId) ?? null;
      if (looked.size > KEPT) looked.clear();
      looked.set(campaignId, Date.now());
      return ask(campaignId);
    },
  };
}

function readSnapshot(file: string): Map<string, CampaignFacts> {
  mkdirSync(dirname(file), { recursive: true });
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return new Map();
  }
  const lines = text.split('\n');
  const entries = lines.flatMap((line): [string, CampaignFacts][] => {
    try {
      const [id, facts] = JSON.parse(line) as [unknown, Partial<CampaignFacts> | null];
      return typeof id === 'string' && typeof facts?.workspaceId === 'string' && Array.isArray(facts.links)
        ? [[id, { workspaceId: facts.workspaceId, links: facts.links }]]
        : [];
    } catch {
      return [];
    }
  });
  const book = new Map(entries.slice(-KEPT));
  // Lines of campaigns that were kept more than once, or long ago, go at a start.
  if (lines.length > book.size * 2 + 100) {
    writeFileSync(file, [...book].map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 });
  }
  return book;
}

/** Asks the database for a campaign's workspace and links. */
export async function loadCampaignFacts(db: SystemDb, campaignId: string): Promise<CampaignFacts | null> {
  const campaign = await db.campaign.findFirst({
    where: { id: campaignId },
    select: { workspaceId: true, links: { select: { index: true, url: true } } },
  });
  if (!campaign) return null;
  const links: string[] = [];
  for (const { index, url } of campaign.links) links[index] = url;
  return { workspaceId: campaign.workspaceId, links: Array.from(links, (url) => url ?? '') };
}
