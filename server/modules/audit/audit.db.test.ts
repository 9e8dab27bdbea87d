import { describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { listAudit } from './list-audit.ts';
import { audit } from './record.ts';

useDatabase();
const subject = { kind: 'contact', id: uuid7(), name: 'Anna' };
const inTest = (ctx: TenantCtx, more: object = {}) => listAudit(ctx, { limit: 50, action: 'test.', ...more });

describe('the audit', () => {
  it('keeps who, with which device, and what was before and after, in JSON', async () => {
    const tenant = await makeWorkspace();
    const person = { kind: 'person', id: uuid7(), name: 'Marta', sessionId: null } as unknown as TenantCtx['actor'];
    const request = { id: 'r-1', address: '203.0.113.7', agent: 'Firefox' } as NonNullable<TenantCtx['request']>;
    const ctx: TenantCtx = { ...tenant, actor: person, request };
    const at = new Date('2026-11-20T09:00:00Z');
    await audit(ctx, { action: 'test.change', subject, before: { at }, after: { bytes: 9_007_199_254_740_993n } });
    expect((await inTest(ctx)).rows).toMatchObject([
      {
        workspaceId: tenant.workspace.id,
        actorKind: 'person',
        actorName: 'Marta',
        subjectId: subject.id,
        address: '203.0.113.7',
        agent: 'Firefox',
        requestId: 'r-1',
        before: { at: '2026-11-20T09:00:00.000Z' },
        after: { bytes: '9007199254740993' },
      },
    ]);
  });

  it('shows a workspace its own rows, the newest first, page by page; the platform sees all', async () => {
    const [ours, theirs] = [await makeWorkspace(), await makeWorkspace()];
    for (const n of [1, 2, 3]) await audit(ours, { action: `test.step-${n}`, subject });
    await audit(theirs, { action: 'test.step-4', subject });
    await audit(systemCtx(), { action: 'test.step-5', subject, workspaceId: ours.workspace.id });
    const first = await inTest(ours, { limit: 2 });
    expect(first.rows.map(({ action }) => action)).toEqual(['test.step-5', 'test.step-3']);
    const rest = await inTest(ours, { limit: 2, cursor: first.next });
    expect(rest.rows.map(({ action }) => action)).toEqual(['test.step-2', 'test.step-1']);
    expect(rest.next).toBeNull();
    const all = await listAudit(systemCtx(), { limit: 50, action: 'test.step', subjectId: subject.id });
    expect(all.rows).toHaveLength(5);
  });

  it('is narrowed by who, what, and about what', async () => {
    const ctx = await makeWorkspace();
    const other = { kind: 'group', id: uuid7() };
    await audit(ctx, { action: 'test.one', subject });
    await audit(ctx, { action: 'test.two', subject: other });
    const actions = async (more: object) => (await inTest(ctx, more)).rows.map(({ action }) => action);
    expect(await actions({ subjectKind: 'group' })).toEqual(['test.two']);
    expect(await actions({ subjectId: subject.id })).toEqual(['test.one']);
    expect(await actions({ action: 'test.o' })).toEqual(['test.one']);
    expect(await actions({ actor: ctx.actor.name.slice(1, 4).toUpperCase() })).toHaveLength(2);
    expect(await actions({ actor: 'nessuno' })).toEqual([]);
  });
});
