import type { LevelCounts, TrackingShares } from './schemas.ts';
import type { ShareRow } from './tracking-shares.sql.ts';

export type { TrackingShares } from './schemas.ts';

type Level = 'off' | 'aggregate' | 'individual';

/** Adds the contacts up by the level that holds for them, and those who chose by the source of their choice. Pure. */
export function sumShares(rows: readonly ShareRow[], byDefault: { opens: Level; clicks: Level }): TrackingShares {
  const none = (): LevelCounts => ({ off: 0, aggregate: 0, individual: 0 });
  const shares: TrackingShares = { contacts: 0, undecided: 0, opens: none(), clicks: none(), sources: [] };
  const sources = new Map<string, TrackingShares['sources'][number]>();
  for (const { opens, clicks, source, count } of rows) {
    shares.contacts += count;
    shares.opens[opens ?? byDefault.opens] += count;
    shares.clicks[clicks ?? byDefault.clicks] += count;
    if (opens === null && clicks === null) {
      shares.undecided += count;
      continue;
    }
    const name = source ?? 'unknown';
    const known = sources.get(name) ?? { source: name, individual: 0, less: 0 };
    if (opens === 'individual' || clicks === 'individual') known.individual += count;
    else known.less += count;
    sources.set(name, known);
  }
  shares.sources = [...sources.values()].sort((one, two) => two.individual + two.less - one.individual - one.less);
  return shares;
}
