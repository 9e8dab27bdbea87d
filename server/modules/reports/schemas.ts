import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';

export const reportInput = z.object({ campaignId: z.uuid() });

/** What recipients can be narrowed to: by what became of the message, or by what they did. */
export const recipientFilters = [
  'reached',
  'opened',
  'clicked',
  'unsubscribed',
  'bounced',
  'failed',
  'waiting',
  'skipped',
  'uncertain',
] as const;
export type RecipientFilter = (typeof recipientFilters)[number];

export const recipientsInput = cursorPage.extend({
  campaignId: z.uuid(),
  filter: z.enum(recipientFilters).optional(),
  q: z.string().trim().max(200).optional(),
});
export const recipientInput = z.object({ campaignId: z.uuid(), contactId: z.uuid() });

/** The states that a report adds up, in the order in which it names them. */
export const reportStates = [
  'accepted',
  'delivered',
  'bounced',
  'failed',
  'expired',
  'skipped',
  'cancelled',
  'uncertain',
  'deferred',
  'committing',
  'leased',
  'queued',
] as const;
export type ReportState = (typeof reportStates)[number];

/** From `likely` (people probably did) to `possible` (nobody can know, or people did). */
export type Interval = { likely: number; possible: number };

export type ReportLink = { index: number; url: string; label: string; clicks: number; people: number };
export type ActivityPoint = { at: string; opens: number; unknowable: number; clicks: number };
export type Levels = { individual: number; aggregate: number; off: number };

export type CampaignReport = {
  campaign: {
    id: string;
    name: string;
    state: string;
    stateAt: Date;
    subject: string;
    from: string;
    topic: string;
    includeGroups: string[];
    excludeGroups: string[];
    startedAt: Date | null;
    finishedAt: Date | null;
    closedAt: Date | null;
    steps: { id: string; from: string | null; to: string; at: Date; actorName: string; why: string | null }[];
  };
  /** When the sums were taken. */
  at: Date;
  audience: number;
  states: Record<ReportState, number>;
  /** Whether the states add up to the audience that the freeze wrote. */
  sumsMatch: boolean;
  reasons: { state: ReportState; reason: string; count: number }[];
  /** Accepted or delivered. */
  reached: number;
  /** How the reached recipients are tracked. */
  opensTracked: Levels;
  clicksTracked: Levels;
  /** Opens in all, machines left out; who opened, among those tracked one by one. */
  opens: { events: Interval; people: Interval };
  clicks: { events: Interval; people: Interval };
  views: number;
  unsubscribed: number;
  trackingOff: number;
  machine: { opens: number; clicks: number };
  links: ReportLink[];
  activity: { step: 'hour' | 'day'; points: ActivityPoint[] };
};

export type ReportRecipient = {
  contactId: string;
  /** null once the contact is erased. */
  address: string | null;
  name: string;
  state: ReportState;
  reason: string | null;
  stateAt: Date;
  /** null: not tracked one by one. */
  opened: boolean | null;
  clicked: boolean | null;
  unsubscribed: boolean;
};

/** One recipient of one campaign: the row of the ledger, each try, and what they did, the newest first. */
export type RecipientTimeline = {
  recipient: Omit<ReportRecipient, 'opened' | 'clicked' | 'unsubscribed'> & { opens: string; clicks: string };
  attempts: {
    at: Date;
    attempt: number;
    outcome: string;
    code: number | null;
    enhanced: string | null;
    answer: string | null;
    host: string | null;
  }[];
  events: {
    id: string;
    at: Date;
    kind: 'open' | 'click' | 'unsubscribe' | 'tracking-off' | 'view';
    class: 'likely-human' | 'unknowable' | 'machine';
    reason: string;
    url: string | null;
    repeats: number;
  }[];
};
