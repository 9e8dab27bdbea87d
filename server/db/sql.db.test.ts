import { expect, it } from 'vitest';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { sql, tenantRowsWithin } from './sql.ts';
import { TenancyViolation } from './tenancy.ts';

useDatabase();

it('cancels a query that takes longer than it was given, and goes on with the next', async () => {
  const ctx = await makeWorkspace();
  const slow = sql`SELECT pg_sleep(20) WHERE ${ctx.workspace.id}::uuid IS NOT NULL`;
  await expect(tenantRowsWithin(ctx, 0.05, slow)).rejects.toMatchObject({ code: '57014' });
  const quick = sql`SELECT current_setting('statement_timeout') AS given WHERE ${ctx.workspace.id}::uuid IS NOT NULL`;
  expect(await tenantRowsWithin(ctx, 2, quick)).toEqual([{ given: '2s' }]);
});

it('sees one workspace, even where a query forgets to ask for it', async () => {
  const [ours, theirs] = [await makeWorkspace(), await makeWorkspace()];
  const all = sql`SELECT "workspaceId" FROM topics WHERE ${ours.workspace.id}::uuid IS NOT NULL`;
  expect(await tenantRowsWithin(ours, 2, all)).toEqual([{ workspaceId: ours.workspace.id }]);
  await expect(tenantRowsWithin(theirs, 2, all)).rejects.toBeInstanceOf(TenancyViolation);
});
