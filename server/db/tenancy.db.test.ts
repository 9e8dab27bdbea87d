import { describe, expect, it } from 'vitest';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { handleOf, inTransaction, openPools, systemDb } from './client.ts';
import { sql, systemExecute, systemRows, tenantRows } from './sql.ts';
import { dataModelOf, TenancyViolation, tenancy } from './tenancy.ts';

useDatabase();

async function twoWorkspaces() {
  const [mine, theirs] = [await makeWorkspace(), await makeWorkspace()];
  const group = await theirs.db.group.create({ data: { workspaceId: theirs.workspace.id, name: 'Loro' } });
  return { mine, theirs, group };
}

describe('a workspace client', () => {
  it('reads, counts, changes and deletes nothing of another workspace', async () => {
    const { mine, theirs, group } = await twoWorkspaces();
    expect(await mine.db.group.findFirst({ where: { id: group.id } })).toBeNull();
    expect(await mine.db.group.count()).toBe(0);
    const key = { workspaceId_id: { workspaceId: theirs.workspace.id, id: group.id } };
    expect(await mine.db.group.findUnique({ where: key })).toBeNull();
    await expect(mine.db.group.update({ where: key, data: { name: 'Mio' } })).rejects.toThrow();
    expect((await mine.db.group.updateMany({ where: { id: group.id }, data: { name: 'Mio' } })).count).toBe(0);
    expect((await mine.db.group.deleteMany({ where: { OR: [{ id: group.id }, {}] } })).count).toBe(0);
    expect((await theirs.db.group.findFirst({ where: { id: group.id } }))?.name).toBe('Loro');
  });

  it('does so where no policy stands behind it: contacts are searched, and have none', async () => {
    const { mine, theirs } = await twoWorkspaces();
    const data = { workspaceId: theirs.workspace.id, address: 'ada@posta.example', addressKey: 'ada@posta.example' };
    const { id } = await theirs.db.contact.create({ data });
    const key = { workspaceId_id: { workspaceId: theirs.workspace.id, id } };
    const change = { firstName: 'Mia' };
    expect(await mine.db.contact.findFirst({ where: { id } })).toBeNull();
    expect(await mine.db.contact.findUnique({ where: key })).toBeNull();
    expect(await mine.db.contact.findMany({ where: { OR: [{ id }, {}] } })).toEqual([]);
    expect(await mine.db.contact.count()).toBe(0);
    await expect(mine.db.contact.update({ where: key, data: change })).rejects.toThrow();
    await expect(mine.db.contact.delete({ where: key })).rejects.toThrow();
    expect((await mine.db.contact.updateMany({ where: { id }, data: change })).count).toBe(0);
    expect((await mine.db.contact.deleteMany({ where: { OR: [{ id }, {}] } })).count).toBe(0);
    expect(await theirs.db.contact.findFirst()).toMatchObject({ id, firstName: '' });
  });

  it('refuses data that names another workspace, and writes through relations', async () => {
    const { mine, theirs, group } = await twoWorkspaces();
    await expect(mine.db.group.create({ data: { workspaceId: theirs.workspace.id, name: 'x' } })).rejects.toThrow(
      TenancyViolation,
    );
    const moved = mine.db.group.updateMany({ where: {}, data: { workspaceId: theirs.workspace.id } });
    await expect(moved).rejects.toThrow(TenancyViolation);
    const data = {
      name: 'x',
      parent: { connect: { workspaceId_id: { workspaceId: theirs.workspace.id, id: group.id } } },
    };
    await expect(mine.db.group.create({ data: data as never })).rejects.toThrow(TenancyViolation);
  });

  it('reaches no tenant through a global, and no global that is not its own', async () => {
    const { mine, theirs } = await twoWorkspaces();
    await expect(mine.db.user.findMany()).rejects.toThrow(TenancyViolation);
    await expect(mine.db.session.findMany()).rejects.toThrow(TenancyViolation);
    await expect(mine.db.workspace.findFirst({ include: { memberships: true } })).rejects.toThrow(TenancyViolation);
    expect(await mine.db.workspace.findFirst({ where: { id: theirs.workspace.id } })).toBeNull();
    expect((await mine.db.workspace.findMany()).map((row) => row.id)).toEqual([mine.workspace.id]);
  });

  it('runs raw SQL only through the door, and only with its workspace named', async () => {
    const { mine, theirs } = await twoWorkspaces();
    const raw = handleOf(mine.db).client;
    await expect(raw.$queryRaw`SELECT 1`).rejects.toThrow(TenancyViolation);
    await expect(tenantRows(mine, sql`SELECT * FROM groups`)).rejects.toThrow(TenancyViolation);
    const id = theirs.workspace.id;
    const rows = await tenantRows(
      mine,
      sql`SELECT * FROM groups WHERE "workspaceId" = ${id}::uuid AND ${mine.workspace.id} <> ''`,
    );
    expect(rows, 'row-level security answers for what the extension cannot see').toEqual([]);
  });

  it('keeps apart what two workspaces ask in one tick, over the same few connections', async () => {
    const { mine, theirs, group } = await twoWorkspaces();
    const own = await mine.db.group.create({ data: { workspaceId: mine.workspace.id, name: 'Miei' } });
    const keyOf = (id: string, ctx: typeof mine) => ({ workspaceId_id: { workspaceId: ctx.workspace.id, id } });
    const asked = (ctx: typeof mine, id: string) => [
      ctx.db.group.findUnique({ where: keyOf(id, ctx), select: { name: true } }),
      ctx.db.group.findUniqueOrThrow({ where: keyOf(id, ctx) }).then(({ name }) => ({ name })),
      ctx.db.group.findMany({ select: { name: true } }).then((rows) => rows[0] ?? null),
      inTransaction(ctx, (tx) => tx.db.group.findUnique({ where: keyOf(id, ctx), select: { name: true } })),
      tenantRows<{ name: string }>(
        ctx,
        sql`SELECT name FROM groups WHERE ${ctx.workspace.id} <> '' ORDER BY name`,
      ).then((rows) => (rows.length === 1 ? (rows[0] ?? null) : null)),
    ];
    const rounds = Array.from({ length: 12 }, () => [asked(mine, own.id), asked(theirs, group.id)]);
    for (const [ours, others] of rounds) {
      expect(await Promise.all(ours ?? [])).toEqual(Array(5).fill({ name: 'Miei' }));
      expect(await Promise.all(others ?? [])).toEqual(Array(5).fill({ name: 'Loro' }));
    }
  });

  it('is given no connection that is nobody’s', async () => {
    await expect(openPools().tenant.query('SELECT 1')).rejects.toThrow(TenancyViolation);
    await expect(openPools().tenant.connect()).rejects.toThrow(TenancyViolation);
  });

  it('keeps its workspace inside a transaction', async () => {
    const { mine } = await twoWorkspaces();
    await inTransaction(mine, async (tx) => {
      await tx.db.group.create({ data: { workspaceId: mine.workspace.id, name: 'Soci' } });
      const rows = await tenantRows<{ name: string }>(
        tx,
        sql`SELECT name FROM groups WHERE "workspaceId" = ${mine.workspace.id}::uuid`,
      );
      expect(rows).toEqual([{ name: 'Soci' }]);
      expect(await tx.db.group.count()).toBe(1);
    });
    const failing = inTransaction(mine, async (tx) => {
      await tx.db.group.create({ data: { workspaceId: mine.workspace.id, name: 'Amici' } });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await mine.db.group.count()).toBe(1);
  });
});

describe('the database', () => {
  it('refuses to move a row to another workspace even for the owner', async () => {
    const { mine, group } = await twoWorkspaces();
    const move = systemExecute(
      systemCtx(),
      sql`UPDATE groups SET "workspaceId" = ${mine.workspace.id}::uuid WHERE id = ${group.id}::uuid`,
    );
    await expect(move).rejects.toThrow(/cannot change its workspace/);
  });

  it('guards every table of a tenant model by trigger, and by policy unless it is searched', async () => {
    const model = dataModelOf(handleOf(systemDb()).client);
    const tables = await systemRows<{ table: string; policy: boolean; guarded: boolean }>(
      systemCtx(),
      sql`SELECT c.relname AS "table", c.relrowsecurity AS policy,
            EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'refuse_move') AS guarded
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspaceId' AND NOT a.attisdropped
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
    );
    const named = new Set(
      Object.keys(model.models).filter((name) => tenancy[name as keyof typeof tenancy] === 'tenant'),
    );
    expect(tables.length).toBeGreaterThan(named.size);
    expect(tables.filter((row) => !row.guarded).map((row) => row.table)).toEqual(['purchases']);
    expect(tables.filter((row) => !row.policy).map((row) => row.table)).toEqual(['contacts']);
  });
});
