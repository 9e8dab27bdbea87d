import { hotPool, withLock } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type ContactRow, groupsOf } from './list-contacts.sql.ts';
import type { ContactSelection } from './schemas.ts';
import { selectionPage, selectionScope } from './selection.sql.ts';

const PAGE = 2_000;

export type ExportedRow = ContactRow & { groups: string[] };

/** The contacts of a selection in pages, each page one query by the last id: constant memory at any size. */
export async function* exportPages(ctx: TenantCtx, selection: ContactSelection): AsyncGenerator<ExportedRow[]> {
  const scope = await selectionScope(ctx, selection);
  for (let after: string | null = null; ; ) {
    const query = selectionPage(scope, selection, after, PAGE);
    const { rows }: { rows: ContactRow[] } = await hotPool().query<ContactRow>(query.text, [...query.values]);
    const last = rows.at(-1);
    if (!last) return;
    const groups = await groupsOf(
      ctx,
      rows.map((row) => row.id),
    );
    yield rows.map((row) => ({ ...row, groups: (groups.get(row.id) ?? []).map((group) => group.name) }));
    if (rows.length < PAGE) return;
    after = last.id;
  }
}

/** Runs `work` while this process alone holds the export; answers whether it did. */
export async function withExportLock(exportId: string, work: () => Promise<void>): Promise<boolean> {
  const done = await withLock(`contacts.export ${exportId}`, async () => {
    await work();
    return true;
  });
  return done ?? false;
}
