import type { TrackingLevel } from '#server/db/generated/enums.ts';
import type { Ledger } from './ledger-pool.sql.ts';

/** A row of the ledger that a claim has leased. */
export type ClaimedRow = {
  contactId: string;
  trackOpens: TrackingLevel;
  trackClicks: TrackingLevel;
  /** Tries made before; 0 on the first pass. */
  tries: number;
  /** When the first try was refused: the deferral limit counts from here. Null on the first pass. */
  firstAt: Date | null;
  /** It stands in delivery_deferrals. */
  waited: boolean;
};

export type Claim = { campaignId: string; workspaceId: string; token: string; worker: string; leaseSeconds: number };

/** Only what is being sent, by a workspace that may send, is claimed. */
const MAY_SEND = `JOIN campaigns c ON c."workspaceId" = $2 AND c.id = $1 AND c.state = 'sending'
  JOIN workspaces w ON w.id = $2 AND w.state = 'active'`;

/**
 * The first pass: the next rows behind the cursor. The cursor's row lock puts workers one after the other; whoever waited
 * sees the moved cursor, and rows behind it are as they were, so a snapshot older than the lock does no harm.
 */
const FIRST_PASS = `
WITH place AS MATERIALIZED (
  SELECT k.after FROM delivery_cursors k ${MAY_SEND}
  WHERE k."campaignId" = $1 AND NOT k.exhausted FOR UPDATE OF k
), batch AS MATERIALIZED (
  SELECT b.* FROM place, LATERAL (
    SELECT d."contactId", d."trackOpens", d."trackClicks" FROM deliveries d
    WHERE d."campaignId" = $1 AND d."contactId" > place.after AND d.state = 'queued'
    ORDER BY d."contactId" LIMIT $6
  ) b
), edge AS (
  SELECT count(*)::int AS n, (array_agg("contactId" ORDER BY "contactId"))[1] AS first,
    (array_agg("contactId" ORDER BY "contactId" DESC))[1] AS last FROM batch
), marked AS (
  UPDATE deliveries d SET state = 'leased', "stateAt" = clock_timestamp()
  FROM batch WHERE d."campaignId" = $1 AND d."contactId" = batch."contactId"
), moved AS (
  UPDATE delivery_cursors k SET after = coalesce(edge.last, k.after), exhausted = edge.n < $6
  FROM edge, place WHERE k."campaignId" = $1
), leased AS (
  INSERT INTO delivery_leases (token, "campaignId", "workspaceId", first, last, worker, until)
  SELECT $3, $1, $2, edge.first, edge.last, $4, clock_timestamp() + $5 * interval '1 second' FROM edge WHERE edge.n > 0
)
SELECT "contactId", "trackOpens", "trackClicks", 0 AS tries, NULL::timestamptz AS "firstAt", false AS waited
FROM batch ORDER BY "contactId"`;

/** Rows whose time has come again: deferred ones, and those that a worker gave back or lost. */
const DUE = `
WITH due AS MATERIALIZED (
  SELECT r."contactId", r.attempts, r."firstAt" FROM delivery_deferrals r ${MAY_SEND}
  WHERE r."campaignId" = $1 AND r."dueAt" <= clock_timestamp() AND r."leaseToken" IS NULL
  ORDER BY r."dueAt" LIMIT $6 FOR UPDATE OF r SKIP LOCKED
), marked AS (
  UPDATE deliveries d SET state = 'leased', "stateAt" = clock_timestamp()
  FROM due WHERE d."campaignId" = $1 AND d."contactId" = due."contactId" AND d.state IN ('queued', 'deferred')
  RETURNING d."contactId", d."trackOpens", d."trackClicks", due.attempts AS tries, due."firstAt"
), held AS (
  UPDATE delivery_deferrals r SET "leaseToken" = $3
  FROM marked WHERE r."campaignId" = $1 AND r."contactId" = marked."contactId"
), settled AS (
  DELETE FROM delivery_deferrals r USING due
  WHERE r."campaignId" = $1 AND r."contactId" = due."contactId"
    AND NOT EXISTS (SELECT FROM marked WHERE marked."contactId" = due."contactId")
), leased AS (
  INSERT INTO delivery_leases (token, "campaignId", "workspaceId", first, last, contacts, worker, until)
  SELECT $3, $1, $2, (array_agg("contactId" ORDER BY "contactId"))[1], (array_agg("contactId" ORDER BY "contactId" DESC))[1],
    array_agg("contactId"), $4, clock_timestamp() + $5 * interval '1 second' FROM marked HAVING count(*) > 0
)
SELECT "contactId", "trackOpens", "trackClicks", tries::int, "firstAt", true AS waited FROM marked`;

/** Leases up to `limit` rows under `claim.token`: those that are due, or else the next behind the cursor. */
export async function claimRows(
  ledger: Ledger,
  claim: Claim,
  options: { limit: number; due: boolean },
): Promise<ClaimedRow[]> {
  const { campaignId, workspaceId, token, worker, leaseSeconds } = claim;
  const values = [campaignId, workspaceId, token, worker, leaseSeconds, options.limit];
  return options.due
    ? ledger.rows<ClaimedRow>('deliveries.claim-due', DUE, values)
    : ledger.rows<ClaimedRow>('deliveries.claim', FIRST_PASS, values);
}

/** Makes the leases last longer; answers the tokens that are still held. */
export async function renewLeases(ledger: Ledger, tokens: string[], seconds: number): Promise<Set<string>> {
  const rows = await ledger.rows<{ token: string }>(
    'deliveries.renew',
    `UPDATE delivery_leases SET until = clock_timestamp() + $2 * interval '1 second' WHERE token = ANY($1::uuid[])
     RETURNING token`,
    [tokens, seconds],
  );
  return new Set(rows.map((row) => row.token));
}

/** What can be claimed of a campaign: rows that are due again, rows behind the cursor, or both. */
export type SendingCampaign = { campaignId: string; workspaceId: string; due: boolean; fresh: boolean };

/**
 * Of each workspace the campaign whose turn it is: the first in its queue (lower priority, then begun earlier) that has something to
 * claim now. While a campaign only waits to try again, the next one goes on. `onlyId` narrows it to one campaign.
 */
export async function campaignsToServe(ledger: Ledger, onlyId: string | null): Promise<SendingCampaign[]> {
  return ledger.rows<SendingCampaign>(
    'deliveries.serve',
    `SELECT "campaignId", "workspaceId", fresh, due FROM (
       SELECT DISTINCT ON (serving."workspaceId") serving.* FROM (
         SELECT c.id AS "campaignId", c."workspaceId", c.priority, c."startedAt", NOT k.exhausted AS fresh, EXISTS (
           SELECT FROM delivery_deferrals r
           WHERE r."campaignId" = c.id AND r."dueAt" <= clock_timestamp() AND r."leaseToken" IS NULL) AS due
         FROM campaigns c
         JOIN workspaces w ON w.id = c."workspaceId" AND w.state = 'active'
         JOIN delivery_cursors k ON k."campaignId" = c.id
         WHERE c.state = 'sending' AND ($1::uuid IS NULL OR c.id = $1)
       ) serving WHERE fresh OR due
       ORDER BY serving."workspaceId", priority, "startedAt", "campaignId"
     ) turns ORDER BY "campaignId"`,
    [onlyId],
  );
}

export type Person = {
  contactId: string;
  address: string;
  firstName: string;
  lastName: string;
  attributes: Record<string, unknown>;
};

/** What the messages of one batch are merged with. Erased contacts are absent. */
export async function peopleOf(
  ledger: Ledger,
  workspaceId: string,
  contactIds: string[],
): Promise<Map<string, Person>> {
  const rows = await ledger.rows<Person>(
    'deliveries.people',
    `SELECT id AS "contactId", address, "firstName", "lastName", attributes FROM contacts
     WHERE "workspaceId" = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, contactIds],
  );
  return new Map(rows.map((row) => [row.contactId, row]));
}

/** Keeps the consent that a message was really built under, where it was lowered since the freeze. */
export async function lowerTracking(
  ledger: Ledger,
  campaignId: string,
  rows: { contactId: string; trackOpens: TrackingLevel; trackClicks: TrackingLevel }[],
): Promise<void> {
  await ledger.rows(
    'deliveries.lower-tracking',
    `UPDATE deliveries d SET "trackOpens" = r."trackOpens", "trackClicks" = r."trackClicks"
     FROM json_to_recordset($2::json) AS r("contactId" uuid, "trackOpens" "TrackingLevel", "trackClicks" "TrackingLevel")
     WHERE d."campaignId" = $1 AND d."contactId" = r."contactId"`,
    [campaignId, JSON.stringify(rows)],
  );
}
