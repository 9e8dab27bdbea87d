import { describe, expect, it } from 'vitest';
import { sql, systemExecute } from '#server/db/sql.ts';
import type { StaffCtx, TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { claimRows } from '../deliveries/claim.sql.ts';
import { withLedger } from '../deliveries/ledger-pool.sql.ts';
import { blockPerson, createUser, joinWorkspace } from '../identity/index.ts';
import { customerCampaigns, customerFacts, listCustomers } from './customers.ts';
import { auditCsv } from './export-audit.ts';
import { useByMonth } from './health.sql.ts';
import { lookAtAttempts, lookAtDeliveries, targetOf } from './look-at-deliveries.ts';
import { measureCustomers } from './measure-customers.ts';
import { deliverySearch, listCustomersInput } from './schemas.ts';
import { resumeWorkspace, suspendWorkspace } from './suspend-workspace.ts';
import { today } from './today.ts';

useDatabase();

const staffCtx = (): StaffCtx => ({
  ...systemCtx(),
  kind: 'staff',
  purpose: 'test',
  until: new Date(),
  actor: { kind: 'person', id: uuid7(), name: 'Anna dello staff', sessionId: null },
});
const ids = async (over: object) => (await listCustomers(staffCtx(), { limit: 50, ...over })).rows.map((row) => row.id);
let serial = 0;
const named = (name: string) => makeWorkspace(systemCtx(), `${name} ${++serial}`);
const acceptedAt = new Date(Date.now() - 3_600_000);

async function bounce(campaignId: string, count: number) {
  await systemExecute(
    systemCtx(),
    sql`UPDATE deliveries SET state = 'bounced', reason = 'unknown-user' WHERE "campaignId" = ${campaignId}::uuid AND "contactId" IN
      (SELECT "contactId" FROM deliveries WHERE "campaignId" = ${campaignId}::uuid LIMIT ${count})`,
  );
}
const sent = (tenant: TenantCtx, contacts: number) =>
  makeSentCampaign(tenant, { contacts, level: 'aggregate', acceptedAt, links: ['https://a.example/x'] });

describe('the list of customers', () => {
  it('is sorted and narrowed by health and use, whole over its pages', async () => {
    const [well, sick, watched] = [await named('Salute'), await named('Salute'), await named('Salute')];
    await sent(well, 120);
    await bounce((await sent(sick, 100)).campaignId, 10);
    await bounce((await sent(watched, 100)).campaignId, 3);
    await measureCustomers(systemCtx());
    const all = { search: 'salute' };
    expect(await ids({ ...all, sort: 'health' })).toEqual([sick, watched, well].map((one) => one.workspace.id));
    expect((await ids({ ...all, sort: 'contacts' }))[0]).toBe(well.workspace.id);
    expect(await ids({ ...all, sort: 'name' })).toEqual([well, sick, watched].map((one) => one.workspace.id));
    expect(await ids({ ...all, health: 2 })).toEqual([sick.workspace.id]);
    expect(await ids({ ...all, health: 0 })).toEqual([well.workspace.id]);
    for (const sort of ['newest', 'name', 'health', 'contacts', 'messages'] as const) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(staffCtx(), {
          ...all,
          sort,
          limit: 1,
          cursor,
        });
        seen.push(...page.rows.map((row) => row.id));
        cursor = page.next;
      } while (cursor);
      expect(seen, sort).toEqual(await ids({ ...all, sort }));
    }
    const [row] = (await listCustomers(staffCtx(), { limit: 50, ...all, health: 2 })).rows;
    expect(row).toMatchObject({
      contacts: 100,
      contactLimit: 2_000_000,
      messages: 100,
      messageLimit: 10_000_000,
      level: 2,
      reasons: [{ kind: 'bounces', level: 2, share: 0.1 }],
    });
  });

  it('finds by domain, person and purchase, and those on trial', async () => {
    const tenant = await named('Ricerca');
    const { id } = tenant.workspace;
    await tenant.db.sendingDomain.create({ data: { workspaceId: id, domain: 'cercato.example' } });
    await systemCtx().db.purchase.create({
      data: {
        state: 'activated',
        stateAt: new Date(),
        plan: 'NL-S',
        months: 12,
        startCents: 0,
        monthlyCents: 2900,
        email: 'compratrice@posta.example',
        externalRef: 'MKT-2026-0042',
        expiresAt: new Date(),
        workspaceId: id,
      },
    });
    for (const search of ['cercato.ex', 'mkt-2026-0042', 'compratrice@']) expect(await ids({ search })).toEqual([id]);
    expect(await ids({ search: tenant.workspace.name, trial: true })).toEqual([]);
    await tenant.db.entitlement.updateMany({ data: { trial: true } });
    expect(await ids({ search: tenant.workspace.name, trial: true })).toEqual([id]);
    expect(await ids({ search: id.toUpperCase() })).toEqual([id]);
  });

  it('refuses a cursor that is none', () => {
    expect(listCustomersInput.safeParse({ cursor: 'x' }).success).toBe(false);
    expect(listCustomersInput.safeParse({ cursor: uuid7() }).success).toBe(true);
  });
});

describe('one customer’s page', () => {
  it('shows every service on or off, and the use by month', async () => {
    const tenant = await named('Scheda');
    const { campaignId } = await sent(tenant, 3);
    const facts = await customerFacts(staffCtx(), tenant.workspace.id, { withLinks: true });
    expect(facts.features.filter(({ on }) => on).map(({ feature }) => feature)).toEqual(['newsletter']);
    expect(facts.features).toHaveLength(5);
    expect(facts.use).toMatchObject({ contacts: 3, messages: 3, sent: 3, bounced: 0 });
    const months = await useByMonth(staffCtx(), tenant.workspace.id);
    expect(months).toHaveLength(12);
    expect(months.at(-1)).toMatchObject({ messages: 3, campaigns: 1 });
    expect((await customerCampaigns(staffCtx(), tenant.workspace.id)).map(({ id }) => id)).toEqual([campaignId]);
  });
});

describe('a suspended customer', () => {
  it('is told why by mail, sends nothing from the next claim on, and goes on where it stopped', async () => {
    const tenant = await named('Sospeso');
    const { campaignId } = await sent(tenant, 3);
    const workspaceId = tenant.workspace.id;
    const owner = await systemCtx().db.user.create({
      data: {
        username: `titolare.${serial}`,
        email: 'titolare@posta.example',
        name: 'Titolare',
        passwordHash: '-',
        passwordChangedAt: new Date(),
      },
    });
    await tenant.db.membership.create({ data: { workspaceId, userId: owner.id, role: 'owner' } });
    await tenant.db.campaign.updateMany({ where: { id: campaignId }, data: { state: 'sending' } });
    await systemExecute(
      systemCtx(),
      sql`UPDATE deliveries SET state = 'queued' WHERE "campaignId" = ${campaignId}::uuid`,
    );
    await systemExecute(
      systemCtx(),
      sql`INSERT INTO delivery_cursors ("campaignId", "workspaceId") VALUES (${campaignId}::uuid, ${workspaceId}::uuid)
        ON CONFLICT ("campaignId") DO UPDATE SET after = '00000000-0000-0000-0000-000000000000', exhausted = false`,
    );
    const claim = () =>
      withLedger((ledger) =>
        claimRows(
          ledger,
          { campaignId, workspaceId, token: uuid7(), worker: 'test', leaseSeconds: 30 },
          { limit: 1, due: false },
        ),
      );

    await suspendWorkspace(staffCtx(), { workspaceId, reason: 'Invii senza consenso' });
    expect(await claim()).toEqual([]);
    const mails = () => systemCtx().db.systemMail.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } });
    expect(await mails()).toMatchObject([
      { kind: 'workspace-suspended', to: 'titolare@posta.example', data: { reason: 'Invii senza consenso' } },
    ]);
    expect((await listCustomers(staffCtx(), { limit: 1, search: tenant.workspace.name })).rows[0]).toMatchObject({
      state: 'suspended',
      level: 2,
    });
    await expect(suspendWorkspace(staffCtx(), { workspaceId, reason: 'Una seconda volta' })).rejects.toThrow(
      InvalidState,
    );

    await resumeWorkspace(staffCtx(), { workspaceId, reason: 'Chiarito per telefono' });
    expect(await claim()).toHaveLength(1);
    expect((await mails()).map(({ kind }) => kind)).toEqual(['workspace-suspended', 'workspace-resumed']);
    const entries = await tenant.db.auditEntry.findMany({
      where: { subjectKind: 'workspace' },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action }) => action).slice(-2)).toEqual([
      'backoffice.suspend-workspace',
      'backoffice.resume-workspace',
    ]);
    await expect(resumeWorkspace(staffCtx(), { workspaceId: uuid7(), reason: 'Nessuno qui' })).rejects.toThrow(
      NotFound,
    );
  });
});

describe('deliveries across customers', () => {
  const search = (over: object) =>
    lookAtDeliveries(staffCtx(), deliverySearch.parse({ purpose: 'Richiesta n. 12', ...over }));
  const short = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');

  it('are found by address in every workspace, by Message-ID, and by customer and state; each look is on record', async () => {
    const [one, two] = [await named('Consegne'), await named('Consegne')];
    const address = 'cercata@posta.example';
    const campaigns = [await sent(one, 2), await sent(two, 2)];
    for (const [at, tenant] of [one, two].entries()) {
      const id = campaigns[at]?.contactIds[0] ?? '';
      await tenant.db.contact.updateMany({ where: { id }, data: { address, addressKey: address } });
    }
    const found = await search({ address: ' Cercata@Posta.example ' });
    expect(found.rows.map((row) => [row.workspaceId, row.address])).toEqual([
      [two.workspace.id, address],
      [one.workspace.id, address],
    ]);
    const seen = await one.db.auditEntry.findMany({ where: { action: 'backoffice.look-at-deliveries' } });
    expect(seen).toMatchObject([{ actorName: 'Anna dello staff', after: { purpose: 'Richiesta n. 12', found: 1 } }]);

    const [sentOne] = campaigns;
    const contactId = sentOne?.contactIds[1] ?? '';
    const messageId = `<${short(sentOne?.campaignId ?? '')}.${short(contactId)}@cliente.example>`;
    expect((await search({ messageId })).rows).toMatchObject([{ workspaceId: one.workspace.id, contactId }]);
    expect((await search({ workspaceId: one.workspace.id, state: 'accepted' })).rows).toHaveLength(2);
    expect((await search({ workspaceId: one.workspace.id, state: 'bounced' })).rows).toEqual([]);
    expect((await search({ workspaceId: one.workspace.id, domain: 'posta.example' })).rows).toHaveLength(1);

    const attempts = await lookAtAttempts(staffCtx(), {
      purpose: 'Richiesta n. 12',
      workspaceId: one.workspace.id,
      campaignId: sentOne?.campaignId ?? '',
      contactId,
    });
    expect(Array.isArray(attempts)).toBe(true);
    expect(await one.db.auditEntry.count({ where: { action: 'backoffice.look-at-deliveries' } })).toBeGreaterThan(3);
  });

  it('come page by page without a row twice', async () => {
    const tenant = await named('Pagine');
    for (const contacts of [2, 3]) await sent(tenant, contacts);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof search>> = await search({
        workspaceId: tenant.workspace.id,
        limit: 2,
        cursor,
      });
      seen.push(...page.rows.map((row) => row.campaignId + row.contactId));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('are not searched without a purpose, by what is no address, nor over too long a time', async () => {
    expect(deliverySearch.safeParse({ purpose: 'boh', address: 'a@b.it' }).success).toBe(false);
    const input = (over: object) => deliverySearch.parse({ purpose: 'Richiesta n. 12', ...over });
    const now = new Date();
    expect(() => targetOf(input({ address: 'niente' }), now)).toThrow(InvalidInput);
    expect(() => targetOf(input({ messageId: '<x@y>' }), now)).toThrow(InvalidInput);
    expect(() => targetOf(input({ from: '2020-01-01' }), now)).toThrow(InvalidInput);
    expect(targetOf(input({ workspaceId: uuid7(), from: '2020-01-01' }), now).kind).toBe('span');
  });
});

describe('the page of the day', () => {
  it('tells what waits for a person, and that a kind of process is missing', async () => {
    const tenant = await named('Oggi');
    const workspaceId = tenant.workspace.id;
    const { campaignId } = await sent(tenant, 1);
    await tenant.db.campaign.updateMany({ where: { id: campaignId }, data: { state: 'overdue' } });
    const at = new Date();
    await tenant.db.misuseReport.create({
      data: {
        workspaceId,
        kind: 'third-party-claim',
        text: 'Una diffida',
        reportedBy: uuid7(),
        reporterName: 'Titolare',
        at,
      },
    });
    const flag = { workspaceId, field: 'vatNumber', reason: 'Cessata', at, staffName: 'Anna' };
    await tenant.db.particularsFlag.createMany({
      data: [
        { ...flag, id: uuid7() },
        { ...flag, id: uuid7(), answer: 'mended' },
      ],
    });
    const work = await today(staffCtx());
    expect(work.missing).toEqual(['web', 'worker']);
    expect(work.overdue.map((row) => row.workspaceName)).toEqual([tenant.workspace.name]);
    expect(work.reports).toMatchObject([{ kind: 'third-party-claim', workspaceName: tenant.workspace.name }]);
    expect(work.flags).toMatchObject([{ answer: 'mended' }]);
  });

  it('names who is locked out because somebody has the password, until a new one lets them in', async () => {
    const tenant = await named('Bloccati');
    const person = (username: string) =>
      createUser(systemCtx(), {
        username,
        email: `${username}@posta.example`,
        name: username,
        password: 'un fiume lento di pianura',
      });
    const member = await person('bloccata');
    await joinWorkspace(tenant, member, 'editor');
    await person('libera');
    await blockPerson(systemCtx(), await person('senza.spazio'), 'password-lost');
    const blocked = async () => (await today(staffCtx())).blocked;
    expect(await blocked()).toEqual([]);
    await blockPerson(systemCtx(), member, 'password-lost');
    const { id, name } = tenant.workspace;
    expect(await blocked()).toMatchObject([{ id: member.id, username: 'bloccata', workspace: { id, name } }]);
    await systemCtx().db.user.update({ where: { id: member.id }, data: { blockedAt: null } });
    expect(await blocked()).toEqual([]);
  });
});

describe('the audit’s file', () => {
  it('is CSV without formulas, narrowed like the list, and its taking is on record', async () => {
    const tenant = await named('=HYPERLINK("x")');
    const text = (await (await auditCsv(staffCtx(), { customer: tenant.workspace.id })).toArray()).join('');
    const lines = text.trim().split('\r\n');
    expect(lines[0]).toContain('at,actor,actorKind,action,customer');
    expect(lines.some((line) => line.includes('workspaces.create'))).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""x"")`);
    expect(lines.slice(1).every((line) => line.includes('HYPERLINK'))).toBe(true);
    expect(await systemCtx().db.auditEntry.count({ where: { action: 'backoffice.export-audit' } })).toBe(1);
  });
});
