import { expect, it } from 'vitest';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { sql, tenantRows, tenantRowsWithin } from './sql.ts';
import { TenancyViolation } from './tenancy.ts';

useDatabase();

it('cancels a query that takes longer than it was given, and goes on with the next', async () => {
  const ctx = await makeWorkspace();
  const slow = sql`SELECT pg_sleep(20) WHERE ${ctx.workspace.id}::uuid IS NOT NULL`;
  await expect(tenantRowsWithin(ctx, 0.05, slow)).rejects.toMatchObject({ code: '57014' });
  const quick = sql`SELECT current_setting('statement_timeout') AS given WHERE ${ctx.workspace.id}::uuid IS NOT NULL`;
  expect(await tenantRowsWithin(ctx, 2, quick)).toEqual([{ given: '2s' }]);
});

it('refuses a query that does not name its workspace', async () => {
  const [ours, theirs] = [await makeWorkspace(), await makeWorkspace()];
  const topics = sql`SELECT "workspaceId" FROM topics WHERE "workspaceId" = ${ours.workspace.id}::uuid`;
  expect(await tenantRowsWithin(ours, 2, topics)).toEqual([{ workspaceId: ours.workspace.id }]);
  await expect(tenantRowsWithin(theirs, 2, topics)).rejects.toBeInstanceOf(TenancyViolation);
});

it('lets a crowd wait its turn for a connection, and a slow search keep nobody from one', async () => {
  const ctx = await makeWorkspace();
  const named = sql`WHERE ${ctx.workspace.id}::uuid IS NOT NULL`;
  // More than fits into the pool three times: the last wait above two seconds.
  const crowd = Array.from({ length: 60 }, () => tenantRows(ctx, sql`SELECT pg_sleep(1.1)::text ${named}`));
  const searches = Array.from({ length: 30 }, () => tenantRowsWithin(ctx, 5, sql`SELECT pg_sleep(0.5) ${named}`));
  expect((await Promise.allSettled([...crowd, ...searches])).filter(({ status }) => status === 'rejected')).toEqual([]);
});
