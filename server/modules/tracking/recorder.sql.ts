import { join } from 'node:path';
import { systemDb } from '#server/db/client.ts';
import { hotPool } from '#server/db/sql.ts';
import type { Log } from '#server/lib/log.ts';
import { uuid7Floor } from '#server/lib/uuid.ts';
import { type CampaignBook, loadCampaignFacts, openCampaignBook } from './campaign-book.ts';
import { AT_ONCE_MS } from './classify.ts';
import { createEventSink, type RecordingSink } from './event-sink.ts';
import { readEventFacts, writeEvents } from './events.sql.ts';
import type { TrackedEvent } from './events.ts';
import { judgeBatch, type KnownEvent } from './judge-batch.ts';
import { openSpool } from './spool.ts';

export type Recorder = { sink: RecordingSink; book: CampaignBook };

/**
 * The recorder of one web process: memory of campaigns, group commit into the database, spool in `dataFolder`. `act` does
 * what a deferred unsubscribe asks for.
 */
export function openRecorder(input: {
  dataFolder: string;
  log: Log;
  act(event: TrackedEvent): Promise<void>;
  patienceMs?: number;
  retryMs?: number;
}): Recorder {
  const book = openCampaignBook(join(input.dataFolder, 'spool', 'campaigns.jsonl'), (id) =>
    loadCampaignFacts(systemDb(), id),
  );
  const sink = createEventSink({
    ...input,
    spool: openSpool(join(input.dataFolder, 'spool')),
    isAway: isDatabaseAway,
    write: (batch) => record(book, batch),
  });
  return { sink, book };
}

/** Looks the batch up, judges it and writes it: two round trips, one commit. */
async function record(book: CampaignBook, batch: readonly TrackedEvent[]): Promise<void> {
  const known: KnownEvent[] = [];
  for (const event of batch) {
    const campaign = book.known(event.campaignId) ?? (await book.find(event.campaignId));
    if (campaign) known.push({ event, workspaceId: campaign.workspaceId, facts: null });
  }
  const named = known.flatMap((entry) => {
    const { contactId, campaignId, kind, at } = entry.event;
    if (contactId === null) return [];
    const [from, to] = [uuid7Floor(new Date(at - AT_ONCE_MS)), uuid7Floor(new Date(at + AT_ONCE_MS))];
    return [{ entry, asked: { workspaceId: entry.workspaceId, campaignId, contactId, kind, from, to } }];
  });
  const db = hotPool();
  const facts = await readEventFacts(
    db,
    named.map(({ asked }) => asked),
  );
  for (const [at, { entry }] of named.entries()) entry.facts = facts[at] ?? null;
  const { rows, changes } = judgeBatch(known);
  await writeEvents(db, rows, changes);
}

/** SQLSTATE classes of a server that is going, gone or full; what has no SQLSTATE is the network's. */
const awayStates = /^(08|53|57P|58|40|25006|55000)/;

/** Whether the database is away (or can't take writes now), rather than refusing these data. Looks through Prisma's wrapping. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) {
    // Prisma's own: the server can't be reached, timed out, closed the connection; the pool is exhausted.
    if (/^P[12]\d{3}$/.test(code))
      return /^P(1001|1002|1008|1017|2024|2028|2037)$/.test(code) || isDatabaseAway(error.cause);
    return awayStates.test(code);
  }
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return true;
  if (/connection|terminat|timeout|socket|not queryable/i.test(error.message)) return true;
  return error.cause !== undefined && isDatabaseAway(error.cause);
}
