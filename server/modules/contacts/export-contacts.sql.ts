import { hotPool, sql, tenantRows, withLock } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type ContactRow, groupsOf } from './list-contacts.sql.ts';
import type { BulkTarget } from './schemas.ts';
import { countSelection, selectionPage, selectionScope } from './selection.sql.ts';

const PAGE = 2_000;

export type ExportedSubscription = {
  topic: string;
  state: 'pending' | 'subscribed' | 'unsubscribed';
  stateAt: Date;
  /** The words that prove it; null where no proof is kept. */
  proof: string | null;
};
export type ExportedRow = ContactRow & { groups: string[]; subscriptions: ExportedSubscription[] };

/** The contacts of a selection, or those picked, in pages, each page one query by the last id: constant memory at any size. */
export async function* exportPages(
  ctx: TenantCtx,
  target: BulkTarget,
  { withGroups, withSubscriptions }: { withGroups: boolean; withSubscriptions: boolean },
): AsyncGenerator<ExportedRow[]> {
  const selection = 'selection' in target ? target.selection : {};
  const scope = await selectionScope(ctx, selection);
  const picked = 'ids' in target ? target.ids : undefined;
  for (let after: string | null = null; ; ) {
    const query = selectionPage(scope, selection, after, PAGE, picked);
    const { rows }: { rows: ContactRow[] } = await hotPool().query<ContactRow>(query.text, [...query.values]);
    const last = rows.at(-1);
    if (!last) return;
    const ids = rows.map((row) => row.id);
    const groups = withGroups ? await groupsOf(ctx, ids) : undefined;
    const subscriptions = withSubscriptions ? await subscriptionsOf(ctx, ids) : undefined;
    yield rows.map((row) => ({
      ...row,
      groups: (groups?.get(row.id) ?? []).map((group) => group.name),
      subscriptions: subscriptions?.get(row.id) ?? [],
    }));
    if (rows.length < PAGE) return;
    after = last.id;
  }
}

async function subscriptionsOf(ctx: TenantCtx, contactIds: string[]): Promise<Map<string, ExportedSubscription[]>> {
  const ws = sql`${ctx.workspace.id}::uuid`;
  const rows = await tenantRows<ExportedSubscription & { contactId: string }>(
    ctx,
    sql`SELECT s."contactId", t.name AS topic, s.state::text AS state, s."stateAt", e.text AS proof FROM subscriptions s
      JOIN topics t ON t."workspaceId" = ${ws} AND t.id = s."topicId"
      LEFT JOIN evidence e ON e."workspaceId" = ${ws} AND e.id = s."evidenceId"
      WHERE s."workspaceId" = ${ws} AND s."contactId" = ANY(${contactIds}::uuid[]) ORDER BY t.name`,
  );
  const found = new Map<string, ExportedSubscription[]>();
  for (const { contactId, ...one } of rows) {
    const list = found.get(contactId);
    if (list) list.push(one);
    else found.set(contactId, [one]);
  }
  return found;
}

/** How many contacts an export is about. */
export async function countTarget(ctx: TenantCtx, target: BulkTarget): Promise<number> {
  if ('selection' in target) return countSelection(ctx, target.selection);
  return ctx.db.contact.count({ where: { id: { in: target.ids } } });
}

/** Runs `work` while this process alone holds the export; answers whether it did. */
export async function withExportLock(exportId: string, work: () => Promise<void>): Promise<boolean> {
  const done = await withLock(`contacts.export ${exportId}`, async () => {
    await work();
    return true;
  });
  return done ?? false;
}
