import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '#server/lib/log.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { createEventSink, type SinkDeps } from './event-sink.ts';
import type { TrackedEvent } from './events.ts';
import { openSpool } from './spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postino-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const event = (changes: Partial<TrackedEvent> = {}): TrackedEvent => ({
  id: uuid7(),
  campaignId: uuid7(),
  contactId: null,
  at: Date.now(),
  kind: 'open',
  link: null,
  class: 'likely-human',
  reason: 'browser',
  address: null,
  agent: null,
  ...changes,
});
const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

/** A sink over a database that can be taken away. */
function open(
  database: { rows: Map<string, TrackedEvent>; away: boolean; slow?: boolean },
  changes: Partial<SinkDeps> = {},
) {
  const commits: number[] = [];
  const sink = createEventSink({
    async write(batch) {
      if (database.slow) await new Promise(() => undefined);
      await Promise.resolve();
      if (database.away) throw gone;
      commits.push(batch.length);
      for (const one of batch) database.rows.set(one.id, one);
    },
    act: async () => undefined,
    isAway: (error) => error === gone,
    spool: openSpool(folder),
    log: createLog('test'),
    patienceMs: 50,
    retryMs: 5,
    ...changes,
  });
  return { sink, commits };
}
const lines = () =>
  readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean));

describe('the event sink', () => {
  it('answers after the commit, and commits together what came in meanwhile', async () => {
    const database = { rows: new Map<string, TrackedEvent>(), away: false };
    const { sink, commits } = open(database);
    await Promise.all(Array.from({ length: 100 }, () => sink.record(event())));
    expect(database.rows.size).toBe(100);
    expect(commits).toEqual([100]);
    await sink.close();
  });

  it('keeps events on the disk while the database is away, and replays each once', async () => {
    const database = { rows: new Map<string, TrackedEvent>(), away: true };
    const { sink } = open(database);
    const events = Array.from({ length: 30 }, () => event());
    await Promise.all(events.map((one) => sink.record(one)));
    expect(new Set(lines().map((line) => (JSON.parse(line) as TrackedEvent).id)).size).toBe(30);
    expect(database.rows.size).toBe(0);
    database.away = false;
    await expect.poll(() => database.rows.size).toBe(30);
    await expect.poll(() => readdirSync(folder)).toEqual([]);
    await sink.record(event());
    expect(database.rows.size).toBe(31);
    expect(readdirSync(folder)).toEqual([]);
    await sink.close();
  });

  it('does not let an answer wait for a database that hangs', async () => {
    const database = { rows: new Map<string, TrackedEvent>(), away: false, slow: true };
    const { sink } = open(database);
    await sink.record(event());
    expect(lines()).toHaveLength(1);
    await sink.close();
  });

  it('takes over what a process that died has left, without its half-written last line', async () => {
    const database = { rows: new Map<string, TrackedEvent>(), away: true };
    const { sink } = open(database);
    const kept = event();
    await sink.record(kept);
    await sink.close();
    const [name = ''] = readdirSync(folder);
    appendFileSync(join(folder, name), '{"id":"half');
    // A number that no process can have.
    renameSync(join(folder, name), join(folder, name.replace(String(process.pid), '99999999')));

    const later = { rows: new Map<string, TrackedEvent>(), away: false };
    const successor = open(later);
    successor.sink.start();
    await expect.poll(() => [...later.rows.keys()]).toEqual([kept.id]);
    await successor.sink.close();
  });

  it('does what a spooled unsubscribe asks for before it is recorded', async () => {
    const database = { rows: new Map<string, TrackedEvent>(), away: true };
    const acts: string[] = [];
    const { sink } = open(database, {
      act: async (one) => {
        if (database.away) throw gone;
        acts.push(one.id);
      },
    });
    const wish = event({ kind: 'unsubscribe' });
    await sink.defer(wish);
    database.away = false;
    await expect.poll(() => database.rows.has(wish.id)).toBe(true);
    expect(acts).toEqual([wish.id]);
    await sink.close();
  });

  it('does not hold up the spool for one event that the database refuses', async () => {
    const database = { rows: new Map<string, TrackedEvent>(), away: true };
    const poison = event();
    const { sink } = open(database, {
      async write(batch) {
        if (database.away) throw gone;
        if (batch.some((one) => one.id === poison.id)) throw new Error('refused');
        for (const one of batch) database.rows.set(one.id, one);
      },
    });
    const good = event();
    await Promise.all([sink.record(poison), sink.record(good)]);
    database.away = false;
    await expect.poll(() => [...database.rows.keys()]).toEqual([good.id]);
    await sink.close();
  });

  it('says so when neither database nor disk take an event', async () => {
    const { sink } = open(
      { rows: new Map(), away: true },
      {
        spool: {
          append: () => Promise.reject(new Error('no space left')),
          replay: async () => 0,
          waiting: () => false,
          close: async () => undefined,
        },
      },
    );
    await expect(sink.record(event())).rejects.toThrow('no space left');
    await sink.close();
  });
});
