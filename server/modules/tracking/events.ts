import type { EventKind } from './schemas.ts';

export const eventClasses = ['likely-human', 'unknowable', 'machine'] as const;
export type EventClass = (typeof eventClasses)[number];

/** One event on its way to the database. JSON, because a spool file may hold it in between. */
export type TrackedEvent = {
  /** UUIDv7 of `at`: a replay collides with itself. */
  id: string;
  campaignId: string;
  /** null below individual consent: then address and agent are null too. */
  contactId: string | null;
  /** Milliseconds since 1970, UTC. */
  at: number;
  kind: EventKind;
  /** The link's number, for clicks. */
  link: number | null;
  class: EventClass;
  reason: string;
  address: string | null;
  agent: string | null;
  /** For an unsubscribe: the topics it ends; null is the campaign's own, empty is all. */
  topicIds?: string[] | null;
};

/** Takes an event and resolves once it can't be lost any more: committed, or synced to the spool. */
export type EventSink = { record(event: TrackedEvent): Promise<void> };
