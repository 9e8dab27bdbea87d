import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { hotPool } from '#server/db/sql.ts';
import { createLog } from '#server/lib/log.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { deliveryStates } from '../modules/deliveries/schemas.ts';
import { openRecorder, type TrackedEvent } from '../modules/tracking/index.ts';
import { registerCampaignCommands } from './deliveries.ts';
import type { CliSession } from './session.ts';

useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'postino-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command prints, as values. */
async function printed(...words: string[]): Promise<Record<string, unknown>> {
  let last: unknown;
  const session: CliSession = {
    open: async () => systemCtx(),
    print: (value) => {
      last = value;
    },
    printLine: () => undefined,
    refuse: async () => 1,
    close: async () => undefined,
  };
  const program = new Command();
  registerCampaignCommands(program, session);
  await program.parseAsync(words, { from: 'user' });
  return JSON.parse(JSON.stringify(last));
}

describe('postino campaign report', () => {
  it('prints the audience, the states that sum to it, and what recipients did by class', async () => {
    const ctx = await makeWorkspace();
    const acceptedAt = new Date(Date.now() - 7_200_000);
    const links = ['https://a.example/'];
    const { campaignId, contactIds } = await makeSentCampaign(ctx, {
      contacts: 9,
      level: 'individual',
      acceptedAt,
      links,
    });
    const set = (state: string, reason: string | null, contactId = '') =>
      hotPool().query('UPDATE deliveries SET state = $1, reason = $2 WHERE "contactId" = $3', [
        state,
        reason,
        contactId,
      ]);
    const [anna, bruno, carla, davide, elena, franco] = contactIds;
    await set('bounced', 'no-such-user', elena);
    await set('skipped', 'blocked', franco);
    const { sink } = openRecorder({ dataFolder: folder, log: createLog('test'), act: async () => undefined });
    const at = acceptedAt.getTime() + 1_200_000;
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const act = (
      contactId: string | undefined,
      kind: TrackedEvent['kind'],
      kindOf: TrackedEvent['class'],
      agent = firefox,
      ms = 0,
    ) =>
      sink.record({
        id: uuid7(at + ms),
        at: at + ms,
        campaignId,
        contactId: contactId ?? null,
        kind,
        link: kind === 'click' ? 0 : null,
        class: kindOf,
        reason: 'browser',
        address: '203.0.113.9',
        agent,
      });
    await act(anna, 'open', 'likely-human');
    await act(anna, 'open', 'likely-human', firefox, 1_200_000);
    await act(bruno, 'open', 'unknowable', 'Mozilla/5.0');
    await act(carla, 'open', 'machine', 'curl/8');
    await act(anna, 'click', 'likely-human');
    await act(davide, 'unsubscribe', 'likely-human');
    await sink.close();

    const report = await printed('campaign', 'report', campaignId);
    const states = deliveryStates.map((state) => report[state]);
    expect(states.every((count) => typeof count === 'number')).toBe(true);
    expect(report).toMatchObject({
      campaign: campaignId,
      state: 'finished',
      audience: 9,
      accepted: 7,
      bounced: 1,
      skipped: 1,
      reasons: expect.arrayContaining([{ state: 'bounced', reason: 'no-such-user', count: 1 }]),
      opens: { 'likely-human': 2, unknowable: 1, machine: 1, recipients: { likely: 1, possible: 2 } },
      clicks: { 'likely-human': 1, unknowable: 0, machine: 0, recipients: { likely: 1, possible: 1 } },
      unsubscribed: 1,
    });
    expect(states.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(report.audience);
  });

  it('refuses what is no campaign', async () => {
    await expect(printed('campaign', 'report', uuid7())).rejects.toMatchObject({ kind: 'not-found' });
    await expect(printed('campaign', 'report', 'one')).rejects.toMatchObject({ data: { reason: 'not-an-id' } });
  });
});
