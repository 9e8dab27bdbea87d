import { describe, expect, it } from 'vitest';
import { hotPool } from '#server/db/sql.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { writeEvents } from './events.sql.ts';
import { keepPartitions } from './partitions.sql.ts';
import { checkCounters } from './recount.sql.ts';

useDatabase();

const months = async () =>
  (
    await hotPool().query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relname ~ '^events_\\d{4}_\\d{2}$' AND relkind = 'r' ORDER BY 1`,
    )
  ).rows.map((row) => row.name.slice('events_'.length));

describe('keepPartitions', () => {
  it('makes months ahead, and drops those past the retention without touching the sums', async () => {
    const ctx = await makeWorkspace();
    const at = Date.now();
    const { campaignId, contactIds } = await makeSentCampaign(ctx, {
      contacts: 1,
      level: 'individual',
      acceptedAt: new Date(at),
    });
    const base = {
      workspaceId: ctx.workspace.id,
      campaignId,
      contactId: contactIds[0] ?? null,
      kind: 'open',
      link: null,
    } as const;
    const verdict = { class: 'likely-human', reason: 'browser', address: null, agent: null, repeats: 0 } as const;
    await writeEvents(hotPool(), [{ ...base, ...verdict, id: uuid7(at), at }], []);

    const later = new Date(at + 1_000 * 86_400_000);
    await keepPartitions(systemCtx(() => later));
    await keepPartitions(systemCtx(() => later));
    const kept = await months();
    const month = (date: Date) => `${date.getUTCFullYear()}_${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
    expect(kept).toContain(month(later));
    expect(kept).not.toContain(month(new Date(at)));
    const { rows } = await hotPool().query<{ events: string; sums: string }>(
      'SELECT (SELECT count(*) FROM events) AS events, (SELECT sum(events) FROM event_counters) AS sums',
    );
    expect(rows).toEqual([{ events: '0', sums: '1' }]);
    expect(await checkCounters({ ...ctx, now: () => later }, campaignId)).toEqual([]);
  });
});
