import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';
import { MOST_COMPARED, recipientFilters } from './values.ts';

export * from './values.ts';

/** Of whom: a group with those below it, and where their mailboxes are (`provider:google`, `domain:lungofiume.example`). */
const scope = {
  groupId: z.uuid().optional(),
  at: z
    .string()
    .max(300)
    .regex(/^(provider|domain):[^\s:]+$/)
    .optional(),
};
export type ReportScope = { groupId?: string | undefined; at?: string | undefined };

export const reportInput = z.object({ campaignId: z.uuid() });
export const scopedReportInput = reportInput.extend(scope);
export type ScopedReportInput = z.infer<typeof scopedReportInput>;
export const compareInput = z.object({
  campaignId: z.uuid(),
  others: z.array(z.uuid()).max(MOST_COMPARED).default([]),
  last: z.union([z.literal(5), z.literal(10), z.literal(20)]).default(10),
});

export const linkMapInput = scopedReportInput.extend({
  show: z.enum(['people', 'clicks']).default('clicks'),
  locale: z.enum(['it', 'en']).default('it'),
});
export const reportFormats = ['csv', 'xlsx'] as const;
export const reportFileQuery = scopedReportInput.extend({
  format: z.enum(reportFormats).default('csv'),
  language: z.enum(['it', 'en']).default('it'),
});

export const recipientsInput = cursorPage.extend({
  campaignId: z.uuid(),
  filter: z.enum(recipientFilters).optional(),
  /** The number of a link that they followed. */
  link: z.number().int().min(0).max(9_999).optional(),
  /** Why the message did not reach them. */
  reason: z.string().max(100).optional(),
  ...scope,
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

/** A count beside its name; the name may be an id of ours. */
export type Share = { name: string; people: number };
export type DeliveryPoint = { at: string; accepted: number; failed: number; uncertain: number };
export type Delays = { people: number; steps: number[]; medianStep: number | null };
export type PlaceSums = {
  place: string;
  name: string;
  recipients: number;
  reached: number;
  failed: number;
  waiting: number;
};

/** A campaign that is another's re-send, or has re-sends of its own. */
export type Relative = {
  id: string;
  name: string;
  state: string;
  resendTo: string | null;
  startedAt: Date | null;
  audience: number | null;
};

export type CampaignHead = {
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
  audience: number | null;
  origin: Relative | null;
  resends: Relative[];
};

export type ReportSums = {
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
  /** How they did it: `one-click`, `button`. */
  unsubscribedHow: Share[];
  trackingOff: number;
  complaints: number;
  forwards: { sent: number; waiting: number; notSent: number };
  machine: { opens: number; clicks: number };
  links: ReportLink[];
  activity: { step: 'hour' | 'day'; points: ActivityPoint[] };
  /** Outcomes by the moment in which they came, in steps of so many seconds. */
  delivery: { stepSeconds: number; points: DeliveryPoint[] };
  opensAfter: Delays;
  clicksAfter: Delays;
  programs: Share[];
  devices: Share[];
  places: PlaceSums[];
};

/** Everything, counted now. */
export type CampaignReport = ReportSums & { campaign: CampaignHead; at: Date };
/** What a page shows. `sums` null: they are being counted, ask again. */
export type ReportPage = { campaign: CampaignHead; sums: ReportSums | null; at: Date | null };

/** One column of a comparison; `sums` null: being counted. */
export type ComparedColumn = {
  id: string;
  name: string;
  startedAt: Date | null;
  sums: ComparedSums | null;
};
/** Like is divided by like: people by those who were reached and are tracked one by one, failures by those aimed at. */
export type ComparedSums = {
  aimed: number;
  reached: number;
  failed: number;
  opensTracked: number;
  clicksTracked: number;
  opened: Interval;
  clicked: Interval;
  unsubscribed: number;
  complaints: number;
  forwards: number;
};
export type Comparison = {
  columns: ComparedColumn[];
  /** All figures of the workspace's last campaigns before this one, added up. */
  average: { campaigns: number; wanted: number; sums: ComparedSums } | null;
  /** Some of it is still being counted. */
  counting: boolean;
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
  forwards: { id: string; at: Date; sent: boolean }[];
};

/** The links of what was sent, for the map on the message and the list beside it. */
export type LinkMap = {
  /** Where the content frame draws it; null while it is counted, and before anything was sent. */
  url: string | null;
  counting: boolean;
  links: (ReportLink & {
    /** Which places of the message lead there, in the order of reading: `#place-N` of the frame. */
    places: number[];
    /** Of those who could be followed, or of all clicks; null where that is nobody. */
    share: number | null;
  })[];
  /** Links that carry a recipient's own values: written out as they are, and not counted. */
  direct: { url: string; label: string }[];
};
