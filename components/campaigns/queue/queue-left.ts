import type { QueueRow } from '../campaign-types.ts';

/** How many rows have their turn still to come, or again. */
export function leftOf(counts: QueueRow['counts']): number {
  if (!counts) return 0;
  const { queued, leased, committing, deferred } = counts.states;
  return queued + leased + committing + deferred;
}

/** How many messages were given to a server, whatever it did with them, or may have been. */
export function goneOf(counts: QueueRow['counts']): number {
  if (!counts) return 0;
  const { accepted, delivered, committing, uncertain } = counts.states;
  return accepted + delivered + committing + uncertain;
}
