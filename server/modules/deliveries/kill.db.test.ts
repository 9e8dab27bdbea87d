import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killChild, killChildren, startChild } from '#tests/child-processes.ts';
import { useDatabase } from '#tests/database.ts';
import { addContacts, frozenCampaign, query } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { campaignCounts } from './campaign-counts.ts';

useDatabase();

const RECIPIENTS = 10_000;
const KILLS = 3;
const CONNECTIONS = 10;
const WINDOW = 10;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postino-kill-'));
});
afterAll(async () => {
  await killChildren();
  rmSync(folder, { recursive: true, force: true });
});

const start = (args: string[]) => startChild(process.execPath, args, { stdout: 'pipe' });

async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error('no stdout');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error('a child ended without a word');
}

describe('a worker that is killed while it sends', () => {
  it('leaves nobody out and doubles nobody, and what it can’t know stands as uncertain', {
    timeout: 300_000,
  }, async () => {
    const log = join(folder, 'sink.log');
    const sink = await firstLine(start(['tests/mail/smtp-sink.ts', '--log', log]));
    const ctx = await makeWorkspace();
    await addContacts(ctx, RECIPIENTS);
    await query('ANALYZE contacts, subscriptions');
    const id = await frozenCampaign(ctx);
    const engine = () =>
      start([
        'tests/deliveries/engine-process.ts',
        ...['--sink', String(sink.port), '--campaign', id, '--workspace', ctx.workspace.id],
        ...['--lease', '2', '--connections', String(CONNECTIONS)],
      ]);
    let line = 0;
    for (let kills = 1; kills <= KILLS; kills++) {
      const worker = engine();
      // A line of the log is about as long as its first; the kills fall into the middle of the campaign.
      await expect
        .poll(() => statSync(log).size, { timeout: 240_000, interval: 5 })
        .toBeGreaterThan(((RECIPIENTS * kills) / (KILLS + 1.5)) * line || 1);
      line ||= readFileSync(log, 'utf8').indexOf('\n') + 1;
      await killChild(worker);
    }
    await firstLine(engine());

    const { audience, states } = await campaignCounts(ctx, id, { fresh: true });
    expect(Object.values(states).reduce((a, b) => a + b, 0)).toBe(audience);
    expect(audience).toBe(RECIPIENTS);
    expect(states.accepted + states.uncertain).toBe(RECIPIENTS);
    expect(states.uncertain).toBeLessThanOrEqual(KILLS * CONNECTIONS * WINDOW);

    const lines = readFileSync(log, 'utf8').trim().split('\n');
    expect(lines.length - new Set(lines).size).toBe(0);
    const reached = new Set(lines.map((one) => one.split('\t')[1]));
    expect(reached.size).toBe(lines.length);
    const accepted = await query<{ address: string }>(
      `SELECT c.address FROM deliveries d JOIN contacts c ON c.id = d."contactId"
       WHERE d."campaignId" = $1 AND d.state = 'accepted'`,
      [id],
    );
    expect(accepted.filter((row) => !reached.has(row.address))).toEqual([]);
    expect(await query('SELECT 1 FROM delivery_leases WHERE "campaignId" = $1', [id])).toEqual([]);
  });
});
