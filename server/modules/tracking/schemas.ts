import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';

/** What recipients do, as it is recorded. `view` is the message opened in a browser. */
export const eventKinds = ['open', 'click', 'unsubscribe', 'tracking-off', 'view'] as const;
export type EventKind = (typeof eventKinds)[number];

export const contactEventsInput = cursorPage.extend({
  contactId: z.uuid(),
  campaignId: z.uuid().optional(),
  kind: z.enum(eventKinds).optional(),
});
export const contactActsInput = z.object({ contactId: z.uuid(), campaignIds: z.array(z.uuid()).max(200) });

export type LevelCounts = { off: number; aggregate: number; individual: number };

/** The workspace's contacts by how far they are tracked. */
export type TrackingShares = {
  contacts: number;
  /** For whom the workspace's default holds. */
  undecided: number;
  opens: LevelCounts;
  clicks: LevelCounts;
  /** Of those who have a choice of their own: by whose word, how many agreed to be followed and how many to less. */
  sources: { source: string; individual: number; less: number }[];
};
