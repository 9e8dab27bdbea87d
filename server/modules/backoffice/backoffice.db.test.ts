import { describe, expect, it } from 'vitest';
import { sql, systemExecute } from '#server/db/sql.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { type DomainError, InvalidInput, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createPurchase } from '../billing/index.ts';
import { createStaff } from '../identity/index.ts';
import { sendSystemMailJob } from '../notifications/jobs.ts';
import { setProviderSetting } from '../workspaces/index.ts';
import { listAllAudit, listCustomerAudit } from './audit-log.ts';
import { customerFacts, listCustomers } from './customers.ts';
import { failedJobs, queueFigures, retryJob } from './jobs.sql.ts';
import { listSettings } from './settings.ts';
import { endStaff, listStaff } from './staff.ts';
import { today } from './today.ts';

useDatabase();

const staffCtx = (person?: { id: string; name: string }): StaffCtx => ({
  ...systemCtx(),
  kind: 'staff',
  purpose: 'test',
  until: new Date(),
  ...(person ? { actor: { kind: 'person', sessionId: null, ...person } } : {}),
});

let serial = 0;
async function contacts(workspaceId: string, count: number) {
  const rows = Array.from({ length: count }, () => ({
    address: `c${++serial}@example.it`,
    addressKey: `c${serial}@example.it`,
  }));
  await systemCtx().db.contact.createMany({ data: rows.map((row) => ({ workspaceId, id: uuid7(), ...row })) });
}

describe('customers', () => {
  it('are listed newest first, page by page, with their features and contacts', async () => {
    const made = [];
    for (const count of [2, 0, 3]) {
      const tenant = await makeWorkspace(systemCtx(), `Elenco ${++serial}`);
      await contacts(tenant.workspace.id, count);
      made.unshift({ id: tenant.workspace.id, contacts: count });
    }
    const first = await listCustomers(staffCtx(), { limit: 2, search: 'elenco' });
    const second = await listCustomers(staffCtx(), { limit: 2, search: 'ELENCO', cursor: first.next });
    expect(second.next).toBeNull();
    const rows = [...first.rows, ...second.rows];
    expect(rows.map(({ id, contacts: count }) => ({ id, contacts: count }))).toEqual(made);
    expect(rows[0]).toMatchObject({ features: ['newsletter'], trial: false, state: 'active', plans: [] });
  });

  it('are found by tax id, member and plan; a percent sign is only a percent sign', async () => {
    const ctx = staffCtx();
    const { workspace } = await makeWorkspace(systemCtx(), 'Cento % lana');
    await ctx.db.workspace.update({ where: { id: workspace.id }, data: { vatNumber: '00743110157' } });
    const sold = await createPurchase(systemCtx(), { plan: 'MM-5', email: 'x@example.it', paid: true });
    await ctx.db.purchase.update({ where: { id: sold.id }, data: { workspaceId: workspace.id } });
    const found = async (over: object) => (await listCustomers(ctx, { limit: 50, ...over })).rows.map((row) => row.id);
    for (const over of [{ search: '0074311' }, { search: '% lana' }, { plan: 'MM-5' }])
      expect(await found(over)).toEqual([workspace.id]);
    expect(await found({ search: '%%%' })).toEqual([]);
    expect(await found({ state: 'ended' })).toEqual([]);
  });

  it('one customer’s page shows what is theirs, and the link only to who may sell', async () => {
    const [mine, other] = [await makeWorkspace(), await makeWorkspace()];
    for (const tenant of [mine, other]) {
      await tenant.db.sendingDomain.create({
        data: { workspaceId: tenant.workspace.id, domain: `${tenant.workspace.slug}.example` },
      });
    }
    const facts = await customerFacts(staffCtx(), mine.workspace.id, { withLinks: false });
    expect(facts.domains.map((domain) => domain.domain)).toEqual([`${mine.workspace.slug}.example`]);
    expect(facts.entitlements).toHaveLength(1);
    await expect(customerFacts(staffCtx(), uuid7(), { withLinks: true })).rejects.toThrow(NotFound);
    const log = await listCustomerAudit(staffCtx(), mine.workspace.id, { limit: 50 });
    expect(new Set(log.rows.map((row) => row.workspaceId))).toEqual(new Set([mine.workspace.id]));
    expect((await listAllAudit(staffCtx(), { limit: 1, action: 'workspaces.create' })).rows[0]).toMatchObject({
      workspaceName: other.workspace.name,
    });
  });
});

describe('what waits for a person', () => {
  it('is purchases without money, links that ran out, unverified domains and failed mails', async () => {
    const ctx = staffCtx();
    const tenant = await makeWorkspace();
    await tenant.db.sendingDomain.create({ data: { workspaceId: tenant.workspace.id, domain: 'attende.example' } });
    const pending = await createPurchase(systemCtx(), { plan: 'NL-S', email: 'p@example.it' });
    const late = await createPurchase(systemCtx(), { plan: 'NL-S', email: 'l@example.it', paid: true });
    await ctx.db.purchase.update({ where: { id: late.id }, data: { expiresAt: new Date(0) } });
    await ctx.db.systemMail.updateMany({ where: { to: 'l@example.it' }, data: { failure: '550 no' } });
    const work = await today(ctx);
    expect(work.pending.map((row) => row.id)).toContain(pending.id);
    expect(work.expired.map((row) => row.id)).toEqual([late.id]);
    expect(work.domains).toContainEqual(
      expect.objectContaining({ domain: 'attende.example', workspaceName: tenant.workspace.name }),
    );
    expect(work.mails).toMatchObject([{ to: 'l@example.it', failure: '550 no' }]);
  });
});

describe('staff', () => {
  it('can be ended by another, and then holds no session; never oneself, never the last administrator', async () => {
    const [{ user: boss }, { user: helper }] = [
      await createStaff(systemCtx(), { username: 'capo', email: 'c@example.it', role: 'administrator' }),
      await createStaff(systemCtx(), { username: 'aiuto', email: 'a@example.it', role: 'support' }),
    ];
    const now = new Date();
    const session = { surface: 'console', lastSeenAt: now, expiresAt: now, address: '', agent: '' } as const;
    await systemCtx().db.session.create({ data: { userId: helper.id, ...session } });
    const why = (act: Promise<unknown>) =>
      act.then(
        () => 'done',
        (error: DomainError) => error.data.reason,
      );
    expect(await why(endStaff(staffCtx(boss), boss.id))).toBe('staff-self');
    expect(await why(endStaff(staffCtx(helper), boss.id))).toBe('last-administrator');
    expect(await why(endStaff(staffCtx(boss), helper.id))).toBe('done');
    expect(await why(endStaff(staffCtx(boss), helper.id))).toBe('staff-ended');
    expect(await systemCtx().db.session.count({ where: { userId: helper.id, endedAt: null } })).toBe(0);
    const rows = await listStaff(staffCtx(boss));
    expect(rows.map((row) => [row.username, row.endedAt !== null])).toEqual([
      ['capo', false],
      ['aiuto', true],
    ]);
    await expect(endStaff(staffCtx(boss), uuid7())).rejects.toThrow(NotFound);
  });
});

describe('the provider’s settings', () => {
  it('say who changed them when, and refuse what does not fit', async () => {
    const { user } = await createStaff(systemCtx(), {
      username: 'setter',
      email: 's@example.it',
      name: 'Sara',
      role: 'administrator',
    });
    await setProviderSetting(staffCtx(user), 'people.activation-days', 21);
    const rows = await listSettings(staffCtx());
    expect(rows.find((row) => row.key === 'people.activation-days')).toMatchObject({ value: 21, changedBy: 'Sara' });
    expect(rows.find((row) => row.key === 'people.password-days')).toMatchObject({
      value: 90,
      changedBy: null,
      changedAt: null,
    });
    await expect(setProviderSetting(staffCtx(user), 'people.activation-days', 'molti')).rejects.toThrow(InvalidInput);
    await expect(setProviderSetting(staffCtx(user), 'people.shoe-size', 42)).rejects.toThrow(NotFound);
  });
});

describe('the queues', () => {
  it('are counted from their rows, and a failed job can be put in once more', async () => {
    const ctx = staffCtx();
    const figures = async () =>
      (await queueFigures(ctx)).find((queue) => queue.name === 'notifications.send-system-mail');
    const before = await figures();
    const payload = { systemMailId: uuid7() };
    await enqueue(systemCtx(), sendSystemMailJob, payload);
    expect((await figures())?.waiting).toBe((before?.waiting ?? 0) + 1);
    await systemExecute(
      systemCtx(),
      sql`UPDATE pgboss.job SET state = 'failed', completed_on = now(), output = '{"message":"no route\\nat x"}' WHERE data->>'systemMailId' = ${payload.systemMailId}`,
    );
    const [failed] = await failedJobs(ctx, { limit: 5 });
    expect(failed).toMatchObject({ queue: 'notifications.send-system-mail', message: 'no route' });
    await retryJob(ctx, { queue: failed?.queue ?? '', jobId: failed?.id ?? '' });
    expect(await failedJobs(ctx, { limit: 5 })).toEqual([]);
    expect(await figures()).toMatchObject({ waiting: (before?.waiting ?? 0) + 1, failed: 0 });
    await expect(retryJob(ctx, { queue: failed?.queue ?? '', jobId: failed?.id ?? '' })).rejects.toThrow(NotFound);
    await expect(retryJob(ctx, { queue: 'x', jobId: uuid7() })).rejects.toThrow(NotFound);
  });
});
