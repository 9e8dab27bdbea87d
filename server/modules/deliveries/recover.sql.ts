import { sql, systemRows, tenantExecute } from '#server/db/sql.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import type { Ledger } from './ledger-pool.sql.ts';

type Lease = {
  token: string;
  campaignId: string;
  workspaceId: string;
  first: string;
  last: string;
  contacts: string[] | null;
};

const EXPIRED = `DELETE FROM delivery_leases WHERE token IN (
    SELECT token FROM delivery_leases WHERE until < clock_timestamp() ORDER BY until LIMIT 50 FOR UPDATE SKIP LOCKED
  ) RETURNING token, "campaignId", "workspaceId", first, last, contacts`;

/**
 * What the lost lease held: a range of the first pass, where no row stands in delivery_deferrals, or the listed rows whose deferral
 * carries its token. Anything else in the range is some other lease's.
 */
const HELD_RANGE = `SELECT d."contactId", d.state FROM deliveries d
  WHERE d."campaignId" = $1 AND d."contactId" BETWEEN $3 AND $4 AND d.state IN ('leased', 'committing')
    AND NOT EXISTS (SELECT FROM delivery_deferrals r WHERE r."campaignId" = $1 AND r."contactId" = d."contactId")`;
const HELD_LIST = `SELECT d."contactId", d.state FROM deliveries d
  JOIN delivery_deferrals r ON r."campaignId" = $1 AND r."contactId" = d."contactId" AND r."leaseToken" = $4
  WHERE d."campaignId" = $1 AND d."contactId" = ANY($3::uuid[]) AND d.state IN ('leased', 'committing')`;
/** Rows that no lease and no deferral leads to. There are none unless somebody changed the tables by hand. */
const HELD_ORPHANS = `SELECT d."contactId", d.state FROM deliveries d
  WHERE d."campaignId" = $1 AND d.state IN ('queued', 'leased', 'committing', 'deferred')
    AND NOT EXISTS (SELECT FROM delivery_leases l WHERE l."campaignId" = $1)
    AND NOT EXISTS (SELECT FROM delivery_deferrals r WHERE r."campaignId" = $1 AND r."contactId" = d."contactId")`;

/** Leased rows wait to be claimed again; committing ones may have been taken by the server and are never sent again by themselves. */
const putBack = (held: string) => `
WITH campaign AS MATERIALIZED (
  SELECT state FROM campaigns WHERE "workspaceId" = $2 AND id = $1
), held AS MATERIALIZED (${held}), back AS (
  UPDATE deliveries d SET "stateAt" = clock_timestamp(),
    state = CASE WHEN held.state = 'committing' THEN 'uncertain'::delivery_state
      WHEN campaign.state = 'cancelled' THEN 'cancelled' ELSE 'queued' END,
    reason = CASE WHEN held.state = 'committing' THEN 'worker-lost' END
  FROM held, campaign WHERE d."campaignId" = $1 AND d."contactId" = held."contactId"
  RETURNING d."contactId", d.state
), waiting AS (
  INSERT INTO delivery_deferrals ("campaignId", "contactId", "workspaceId", "dueAt", "firstAt", attempts, reason)
  SELECT $1, "contactId", $2, clock_timestamp(), clock_timestamp(), 0, 'recovered' FROM back WHERE state = 'queued'
  ON CONFLICT ("campaignId", "contactId") DO UPDATE SET "dueAt" = excluded."dueAt", "leaseToken" = NULL
), done AS (
  DELETE FROM delivery_deferrals r USING back
  WHERE back.state <> 'queued' AND r."campaignId" = $1 AND r."contactId" = back."contactId"
), tries AS (
  INSERT INTO delivery_attempts ("campaignId", "contactId", "workspaceId", at, attempt, outcome, reason, phase)
  SELECT $1, "contactId", $2, clock_timestamp(),
    coalesce((SELECT attempts + 1 FROM delivery_deferrals r
      WHERE r."campaignId" = $1 AND r."contactId" = back."contactId"), 1), 'unknown', 'worker-lost', 'end-of-data'
  FROM back WHERE state = 'uncertain'
)
SELECT state, count(*)::int AS n FROM back GROUP BY state`;

const RANGE = putBack(HELD_RANGE);
const LIST = putBack(HELD_LIST);
const ORPHANS = putBack(HELD_ORPHANS);

export type Recovered = { leases: number; queued: number; uncertain: number };

/**
 * Takes over what expired leases held. The lease goes first: a marking that holds its row finishes before, and one that
 * comes later finds no lease.
 */
export async function recoverExpired(ledger: Ledger): Promise<Recovered> {
  return ledger.transaction(async (rows) => {
    const leases = await rows<Lease>(EXPIRED, []);
    const recovered: Recovered = { leases: leases.length, queued: 0, uncertain: 0 };
    for (const lease of leases) {
      const back = lease.contacts
        ? await rows<{ state: string; n: number }>(LIST, [
            lease.campaignId,
            lease.workspaceId,
            lease.contacts,
            lease.token,
          ])
        : await rows<{ state: string; n: number }>(RANGE, [
            lease.campaignId,
            lease.workspaceId,
            lease.first,
            lease.last,
          ]);
      for (const { state, n } of back) {
        if (state === 'queued') recovered.queued += n;
        if (state === 'uncertain') recovered.uncertain += n;
      }
    }
    return recovered;
  });
}

export type Ending = { campaignId: string; workspaceId: string };

/** Campaigns being sent of which nothing is left to claim, to retry or to settle. */
export async function drainedCampaigns(ctx: SystemCtx): Promise<Ending[]> {
  return systemRows<Ending>(
    ctx,
    sql`SELECT c.id AS "campaignId", c."workspaceId" FROM campaigns c JOIN delivery_cursors k ON k."campaignId" = c.id
      WHERE c.state = 'sending' AND k.exhausted
        AND NOT EXISTS (SELECT FROM delivery_leases l WHERE l."campaignId" = c.id)
        AND NOT EXISTS (SELECT FROM delivery_deferrals r WHERE r."campaignId" = c.id)`,
  );
}

/** Finished campaigns whose bounce window has passed: their job closes them, unless it was lost. The oldest first. */
export async function closingCampaigns(ctx: SystemCtx, finishedBefore: Date): Promise<Ending[]> {
  return systemRows<Ending>(
    ctx,
    sql`SELECT id AS "campaignId", "workspaceId" FROM campaigns
      WHERE state = 'finished' AND "finishedAt" <= ${finishedBefore}::timestamptz ORDER BY "finishedAt" LIMIT 100`,
  );
}

/** Puts rows that nothing leads to back into the queue; answers how many there were. */
export async function recoverOrphans(ledger: Ledger, ending: Ending): Promise<number> {
  const back = await ledger.rows<{ n: number }>('deliveries.orphans', ORPHANS, [ending.campaignId, ending.workspaceId]);
  return back.reduce((sum, row) => sum + row.n, 0);
}

/**
 * Settles up to `limit` of a cancelled campaign's waiting rows. What a worker holds at that moment is settled by the worker,
 * or by recovery. Answers how many it settled.
 */
export async function cancelRows(ctx: TenantCtx, campaignId: string, limit: number): Promise<number> {
  const workspaceId = ctx.workspace.id;
  return tenantExecute(
    ctx,
    sql`WITH chosen AS MATERIALIZED (
        SELECT d."contactId" FROM deliveries d JOIN campaigns c ON c."workspaceId" = ${workspaceId}::uuid
          AND c.id = d."campaignId" AND c.state = 'cancelled'
        WHERE d."campaignId" = ${campaignId}::uuid AND d."workspaceId" = ${workspaceId}::uuid
          AND d.state IN ('queued', 'deferred')
        LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED
      ), gone AS (
        DELETE FROM delivery_deferrals r USING chosen
        WHERE r."campaignId" = ${campaignId}::uuid AND r."contactId" = chosen."contactId"
      )
      UPDATE deliveries d SET state = 'cancelled', "stateAt" = clock_timestamp()
      FROM chosen WHERE d."campaignId" = ${campaignId}::uuid AND d."contactId" = chosen."contactId"
        AND d.state IN ('queued', 'deferred')`,
  );
}

/** Cancelled campaigns whose rows are not all settled yet: those that still have a cursor. */
export async function cancelledCampaigns(ctx: SystemCtx): Promise<Ending[]> {
  return systemRows<Ending>(
    ctx,
    sql`SELECT c.id AS "campaignId", c."workspaceId" FROM campaigns c JOIN delivery_cursors k ON k."campaignId" = c.id
      WHERE c.state = 'cancelled'`,
  );
}

/** Forgets a cancelled campaign's cursor once no worker holds any of its rows. */
export async function dropCursor(ctx: TenantCtx, campaignId: string): Promise<void> {
  await tenantExecute(
    ctx,
    sql`DELETE FROM delivery_cursors k WHERE k."campaignId" = ${campaignId}::uuid
      AND k."workspaceId" = ${ctx.workspace.id}::uuid
      AND NOT EXISTS (SELECT FROM delivery_leases l WHERE l."campaignId" = k."campaignId")`,
  );
}
