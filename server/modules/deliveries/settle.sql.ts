import type { SmtpPhase } from '#server/mail/smtp/outcome.ts';
import type { Ledger } from './ledger-pool.sql.ts';
import type { DeliveryState } from './schemas.ts';

/** What came of one row, as the ledger keeps it. */
export type Settlement = {
  contactId: string;
  token: string;
  /** It was marked `committing`: then only this worker can say what became of it, whatever happened to its lease. */
  marked: boolean;
  /** It stands in delivery_deferrals. */
  waited: boolean;
  /** `queued` gives it back unsent. */
  state: Exclude<DeliveryState, 'leased' | 'committing' | 'delivered' | 'cancelled'>;
  reason: string | null;
  /** Tries that count against it from now on, and when the first was. */
  tries: number;
  firstAt: Date | null;
  /** For `queued` and `deferred`: seconds until it is claimed again. */
  retrySeconds: number;
  /** The try to record, if one was made. */
  attempt: {
    number: number;
    outcome: 'accepted' | 'deferred' | 'bounced' | 'failed' | 'unknown';
    phase: SmtpPhase | null;
    code: number | null;
    enhanced: string | null;
    answer: string | null;
    host: string | null;
  } | null;
};

/** One statement's work on one campaign. */
export type Exchange = {
  campaignId: string;
  workspaceId: string;
  deferralSeconds: number;
  settle: Settlement[];
  mark: { contactId: string; token: string }[];
  /** Leases that are done with. */
  end: string[];
};

export type Exchanged = {
  /** Rows that are `committing` now. */
  marked: Set<string>;
  /** Leases that still held. */
  live: Set<string>;
  /** False when the campaign was suspended or cancelled: nothing was marked. */
  sending: boolean;
};

/**
 * Settles one window and marks the next in the same statement. A row is marked only under a live lease, whose row is share-locked
 * so that recovery, which deletes it first, comes before or after but never between. A row that was not marked is settled
 * only under its lease too; one that was is `committing`, or `uncertain` by a recovery that came too early, and in both
 * cases nobody else touches it. A row already settled is not found, so a statement may be run again after a lost answer.
 */
const EXCHANGE = `
WITH campaign AS MATERIALIZED (
  SELECT state FROM campaigns WHERE "workspaceId" = $2 AND id = $1
), live AS MATERIALIZED (
  SELECT token FROM delivery_leases WHERE token = ANY($3::uuid[]) AND until > clock_timestamp() FOR SHARE
), marks AS (
  UPDATE deliveries d SET state = 'committing', "stateAt" = clock_timestamp()
  FROM unnest($4::uuid[], $5::uuid[]) AS m(contact, token), live, campaign
  WHERE live.token = m.token AND campaign.state = 'sending'
    AND d."campaignId" = $1 AND d."contactId" = m.contact AND d.state IN ('leased', 'committing')
  RETURNING d."contactId"
), settled AS (
  UPDATE deliveries d
  SET "stateAt" = clock_timestamp(), reason = s.reason,
    state = CASE
      WHEN s.state NOT IN ('queued', 'deferred') THEN s.state
      WHEN campaign.state = 'cancelled' THEN 'cancelled'
      WHEN s.state = 'deferred' AND s."firstAt" + $7 * interval '1 second' <= clock_timestamp() THEN 'expired'
      ELSE s.state
    END
  FROM json_to_recordset($6::json) AS s(
    "contactId" uuid, token uuid, marked boolean, waited boolean, state delivery_state, reason text, tries smallint,
    "firstAt" timestamptz, "retrySeconds" float8,
    number smallint, outcome text, phase text, code smallint, enhanced text, answer text, host text
  ), campaign
  WHERE d."campaignId" = $1 AND d."contactId" = s."contactId"
    AND CASE WHEN s.marked THEN d.state IN ('committing', 'uncertain')
      ELSE d.state = 'leased' AND EXISTS (SELECT FROM live WHERE live.token = s.token) END
  RETURNING d."contactId", d.state, d.reason, s.waited, s.tries, s."firstAt", s."retrySeconds",
    s.number, s.outcome, s.phase, s.code, s.enhanced, s.answer, s.host
), tries AS (
  INSERT INTO delivery_attempts
    ("campaignId", "contactId", "workspaceId", at, attempt, outcome, reason, phase, code, enhanced, answer, host)
  SELECT $1, "contactId", $2, clock_timestamp(), number, outcome, reason, phase, code, enhanced, answer, host
  FROM settled WHERE outcome IS NOT NULL
), waiting AS (
  INSERT INTO delivery_deferrals ("campaignId", "contactId", "workspaceId", "dueAt", "firstAt", attempts, reason)
  SELECT $1, "contactId", $2,
    least(clock_timestamp() + "retrySeconds" * interval '1 second',
      coalesce("firstAt", clock_timestamp()) + $7 * interval '1 second'),
    coalesce("firstAt", clock_timestamp()), tries, coalesce(reason, 'returned')
  FROM settled WHERE state IN ('queued', 'deferred')
  ON CONFLICT ("campaignId", "contactId") DO UPDATE
  SET "dueAt" = excluded."dueAt", attempts = excluded.attempts, reason = excluded.reason, "leaseToken" = NULL
), done AS (
  DELETE FROM delivery_deferrals r USING settled s
  WHERE s.waited AND s.state NOT IN ('queued', 'deferred') AND r."campaignId" = $1 AND r."contactId" = s."contactId"
), ended AS (
  DELETE FROM delivery_leases WHERE token = ANY($8::uuid[])
)
SELECT (SELECT array_agg("contactId") FROM marks) AS marked, (SELECT array_agg(token) FROM live) AS live,
  (SELECT state = 'sending' FROM campaign) AS sending`;

export async function exchangeRows(ledger: Ledger, work: Exchange): Promise<Exchanged> {
  const { mark, settle } = work;
  const tokens = new Set(mark.map((row) => row.token));
  for (const row of settle) if (!row.marked) tokens.add(row.token);
  const [row] = await ledger.rows<{ marked: string[] | null; live: string[] | null; sending: boolean | null }>(
    'deliveries.exchange',
    EXCHANGE,
    [
      work.campaignId,
      work.workspaceId,
      [...tokens],
      mark.map((one) => one.contactId),
      mark.map((one) => one.token),
      JSON.stringify(settle.map(({ attempt, ...row }) => ({ ...row, ...attempt }))),
      work.deferralSeconds,
      work.end,
    ],
  );
  return { marked: new Set(row?.marked ?? []), live: new Set(row?.live ?? []), sending: row?.sending ?? false };
}
