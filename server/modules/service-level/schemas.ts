import { z } from 'zod';

/** The parts of the service that are looked at each minute. */
export const components = ['web', 'worker', 'database', 'sending', 'tracking', 'mail'] as const;
export type Component = (typeof components)[number];

/**
 * Why a look found a part failing: `no-process` none runs, `unreachable` it does not answer, `refused` it answers that it can't,
 * `late` work waits too long, `wrong` it answers something else, `look` the look itself failed.
 */
export const lookDetails = ['no-process', 'unreachable', 'refused', 'late', 'wrong', 'look'] as const;
export type LookDetail = (typeof lookDetails)[number];

/** `unknown`: nobody looked. It counts as not working. */
export const runStates = ['ok', 'failed', 'unknown'] as const;
export type RunState = (typeof runStates)[number];

const dayBar = z.object({
  /** `YYYY-MM-DD` in the status page's time zone. */
  day: z.string(),
  /** Minutes of each kind; those before measuring began are in none. */
  ok: z.number().int(),
  failed: z.number().int(),
  unknown: z.number().int(),
});
export type DayBar = z.infer<typeof dayBar>;

const incident = z.object({
  from: z.coerce.date(),
  /** Null: it lasts. */
  until: z.coerce.date().nullable(),
  minutes: z.number().int(),
  kind: z.enum(['failed', 'unknown']),
  detail: z.enum(lookDetails).nullable(),
});
export type Incident = z.infer<typeof incident>;

/** What `/status` shows: derived from the samples, and kept on disk for when the database is away. */
export const statusSnapshot = z.object({
  version: z.literal(1),
  at: z.coerce.date(),
  brand: z.string(),
  support: z.string(),
  components: z.array(
    z.object({
      name: z.enum(components),
      state: z.enum(runStates),
      /** Since when; null while nothing was ever measured. */
      since: z.coerce.date().nullable(),
      detail: z.enum(lookDetails).nullable(),
      latencyMs: z.number().int().nullable(),
      measuredSince: z.coerce.date().nullable(),
      days: z.array(dayBar),
      /** Working minutes over all minutes since measuring began, at most the days shown; null without any. */
      uptime: z.number().nullable(),
      incidents: z.array(incident),
    }),
  ),
});
export type StatusSnapshot = z.infer<typeof statusSnapshot>;
