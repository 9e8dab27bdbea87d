import { sql, sqlEmpty, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { ReportScope, ReportState } from './schemas.ts';
import { scopeSql } from './scope.sql.ts';

/** One recipient as the file has them. What is not followed one by one is null, never 0. */
export type FileRow = {
  contactId: string;
  address: string | null;
  firstName: string | null;
  lastName: string | null;
  state: ReportState;
  reason: string | null;
  stateAt: Date;
  answer: string | null;
  opens: number | null;
  firstOpen: Date | null;
  clicks: number | null;
  links: number[] | null;
  unsubscribedAt: Date | null;
};

const PAGE = 2_000;
const SECONDS = 60;

/** A campaign's recipients in pages, each found by the last id: constant memory at any size. */
export async function* filePages(ctx: TenantCtx, campaignId: string, scope: ReportScope): AsyncGenerator<FileRow[]> {
  const workspaceId = ctx.workspace.id;
  for (let after: string | null = null; ; ) {
    const page: FileRow[] = await tenantRowsWithin<FileRow>(
      ctx,
      SECONDS,
      sql`WITH page AS MATERIALIZED (
          SELECT d."contactId", d.state, d.reason, d."stateAt", d."trackOpens", d."trackClicks" FROM deliveries d
          WHERE d."workspaceId" = ${workspaceId}::uuid AND d."campaignId" = ${campaignId}::uuid
            ${after ? sql`AND d."contactId" > ${after}::uuid` : sqlEmpty} ${scopeSql(workspaceId, scope, sql`d."contactId"`)}
          ORDER BY d."contactId" LIMIT ${PAGE}
        ), acts AS (
          SELECT e."contactId",
            count(*) FILTER (WHERE e.kind = 'open')::int AS opens, min(e.at) FILTER (WHERE e.kind = 'open') AS "firstOpen",
            count(*) FILTER (WHERE e.kind = 'click')::int AS clicks,
            array_agg(DISTINCT e.link::int ORDER BY e.link::int) FILTER (WHERE e.kind = 'click' AND e.link IS NOT NULL) AS links,
            min(e.at) FILTER (WHERE e.kind = 'unsubscribe') AS "unsubscribedAt"
          FROM page p JOIN events e ON e."campaignId" = ${campaignId}::uuid AND e."contactId" = p."contactId"
          WHERE e."workspaceId" = ${workspaceId}::uuid AND e.kind IN ('open', 'click', 'unsubscribe') AND e.class <> 'machine'
          GROUP BY 1
        )
        SELECT p."contactId", c.address, c."firstName", c."lastName", p.state::text AS state, p.reason, p."stateAt",
          CASE WHEN p.state NOT IN ('accepted', 'delivered', 'skipped', 'cancelled', 'queued') THEN (SELECT concat_ws(' ', t.code, t.enhanced, t.answer)
            FROM delivery_attempts t WHERE t."campaignId" = ${campaignId}::uuid AND t."contactId" = p."contactId"
            ORDER BY t.at DESC LIMIT 1) END AS answer,
          CASE WHEN p."trackOpens" = 'individual' THEN coalesce(a.opens, 0) END AS opens,
          CASE WHEN p."trackOpens" = 'individual' THEN a."firstOpen" END AS "firstOpen",
          CASE WHEN p."trackClicks" = 'individual' THEN coalesce(a.clicks, 0) END AS clicks,
          CASE WHEN p."trackClicks" = 'individual' THEN a.links END AS links,
          a."unsubscribedAt"
        FROM page p
        LEFT JOIN contacts c ON c."workspaceId" = ${workspaceId}::uuid AND c.id = p."contactId"
        LEFT JOIN acts a ON a."contactId" = p."contactId"
        ORDER BY p."contactId"`,
    );
    const last = page.at(-1);
    if (!last) return;
    yield page;
    if (page.length < PAGE) return;
    after = last.contactId;
  }
}
