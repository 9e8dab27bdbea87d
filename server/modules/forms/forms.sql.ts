import { sql, systemRows, tenantRows } from '#server/db/sql.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';

export type FormFigures = { pending: number; confirmed: number; expired: number };

/** How many sign-ups of each form are in each state. */
export async function formFigures(ctx: TenantCtx, formIds: string[]): Promise<Map<string, FormFigures>> {
  const rows = await tenantRows<{ formId: string } & FormFigures>(
    ctx,
    sql`SELECT "formId", count(*) FILTER (WHERE state = 'pending')::int AS pending,
      count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
      count(*) FILTER (WHERE state = 'expired')::int AS expired
      FROM sign_ups WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "formId" = ANY(${formIds}::uuid[])
      GROUP BY "formId"`,
  );
  return new Map(rows.map(({ formId, ...figures }) => [formId, figures]));
}

/** What became of the sign-ups of each of the last days, by the workspace's calendar; days without any included. */
export function signUpsByDay(ctx: TenantCtx, formId: string, days: number): Promise<({ day: string } & FormFigures)[]> {
  const { id, timezone } = ctx.workspace;
  return tenantRows(
    ctx,
    sql`WITH days AS (
      SELECT generate_series(
        (${ctx.now()}::timestamptz AT TIME ZONE ${timezone})::date - ${days - 1}::int,
        (${ctx.now()}::timestamptz AT TIME ZONE ${timezone})::date, interval '1 day')::date AS day
    ), found AS (
      SELECT (at AT TIME ZONE ${timezone})::date AS day, state FROM sign_ups
      WHERE "workspaceId" = ${id}::uuid AND "formId" = ${formId}::uuid
        AND at > ${ctx.now()}::timestamptz - ${days + 1}::int * interval '1 day'
    )
    SELECT to_char(days.day, 'YYYY-MM-DD') AS day, count(*) FILTER (WHERE state = 'pending')::int AS pending,
      count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
      count(*) FILTER (WHERE state = 'expired')::int AS expired
    FROM days LEFT JOIN found ON found.day = days.day GROUP BY days.day ORDER BY days.day`,
  );
}

/**
 * Ends what was not confirmed in time and forgets who it was, over all workspaces, `most` at a time: counts stay, persons do not.
 * The system mails that were written to them go with them. Answers how many there were.
 */
export async function expireSignUps(ctx: SystemCtx, most: number): Promise<number> {
  const rows = await systemRows<{ count: number }>(
    ctx,
    sql`WITH ended AS (
      SELECT "workspaceId", id, address FROM sign_ups WHERE state = 'pending' AND "expiresAt" <= ${ctx.now()}
      ORDER BY "expiresAt" LIMIT ${most} FOR UPDATE SKIP LOCKED
    ), mails AS (
      DELETE FROM system_mails m USING ended
      WHERE m.kind IN ('confirm-sign-up', 'already-subscribed') AND m."workspaceId" = ended."workspaceId"
        AND m.data ->> 'signUpId' = ended.id::text
    ), forgotten AS (
      UPDATE sign_ups s SET state = 'expired', address = '', "addressKey" = '', values = '{}', "fromAddress" = '', agent = ''
      FROM ended WHERE s."workspaceId" = ended."workspaceId" AND s.id = ended.id RETURNING 1
    )
    SELECT count(*)::int AS count FROM forgotten`,
  );
  return rows[0]?.count ?? 0;
}
