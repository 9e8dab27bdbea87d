import { describe, expect, it } from 'vitest';
import type { Actor, PublicCtx, SystemCtx } from '#server/lib/context.ts';
import { signId } from '#server/lib/derived-key.ts';
import { Conflict, type DomainError, InvalidInput, InvalidState, NotFound, RateLimited } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, tenantCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createUser, joinWorkspace } from '../identity/index.ts';
import { entitlementsOf, findWorkspaceBySlug } from '../workspaces/index.ts';
import { providerConsents, setProviderConsent } from './consents.ts';
import {
  activate,
  activateHere,
  activationUrlOf,
  cancelPurchase,
  checkActivation,
  createPurchase,
  legalPage,
  listPurchases,
  markPaid,
  renewActivation,
} from './index.ts';
import { type CreatePurchaseInput, registrationSchema } from './schemas.ts';

useDatabase();

let serial = 0;
const DAY_MS = 86_400_000;

function publicCtx(now?: () => Date): PublicCtx {
  const request = { id: 'r', address: `198.51.100.${++serial}`, agent: 'test' };
  return { ...systemCtx(now), kind: 'public', actor: { kind: 'public', name: 'activation' }, request };
}

const sell = (over: Partial<CreatePurchaseInput> = {}, now?: () => Date) =>
  createPurchase(systemCtx(now), { plan: 'NL-S', email: 'anna@lungofiume.example', paid: true, months: 12, ...over });

const tokenOf = (purchase: { id: string }) => activationUrlOf(purchase).split('/activate/')[1] ?? '';

function registration(over: object = {}) {
  return registrationSchema.parse({
    holderKind: 'company',
    organisation: 'Associazione Lungofiume',
    name: 'Anna Riva',
    email: 'anna@lungofiume.example',
    username: `anna.${++serial}`,
    password: 'sette parole lunghe',
    vatNumber: 'IT 00743110157',
    acceptTerms: true,
    acceptProcessor: true,
    language: 'it',
    ...over,
  });
}

const person = (user: { id: string; name: string }): Actor => ({ ...user, kind: 'person', sessionId: null });

describe('a purchase', () => {
  it('takes features, prices and limits from the plan, and writes to the customer once it may be activated', async () => {
    const ctx = systemCtx();
    const pending = await sell({ paid: false, plan: 'NL-L' });
    expect(pending).toMatchObject({
      state: 'pending',
      features: ['newsletter'],
      startCents: 9_000,
      monthlyCents: 14_900,
    });
    const mails = (id: string) => ctx.db.systemMail.count({ where: { data: { path: ['purchaseId'], equals: id } } });
    expect(await mails(pending.id)).toBe(0);
    await markPaid(ctx, pending.id);
    expect(await mails(pending.id)).toBe(1);
    expect(await mails((await sell({ trial: true, paid: false })).id)).toBe(1);
  });

  it('of a plan that is not sold, or for no address, is refused', async () => {
    await expect(sell({ plan: 'NL-XXL' })).rejects.toThrow(InvalidInput);
    await expect(sell({ email: 'due@@example.it' })).rejects.toThrow(InvalidInput);
  });

  it('is listed newest first, page by page, with its link only while that opens', async () => {
    const ctx = systemCtx();
    const search = `lista${++serial}`;
    const sold = [];
    for (const paid of [true, true, false]) sold.unshift(await sell({ email: `${search}@example.it`, paid }));
    const first = await listPurchases(ctx, { limit: 2, search });
    const second = await listPurchases(ctx, { limit: 2, search, cursor: first.next });
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(sold.map((row) => row.id));
    expect(second.next).toBeNull();
    expect(first.rows.map((row) => row.activationUrl !== null)).toEqual([false, true]);
  });
});

describe('an activation link', () => {
  it('says what was bought', async () => {
    const check = await checkActivation(publicCtx(), tokenOf(await sell({ trial: true, paid: false })));
    expect(check).toMatchObject({ ok: true, purchase: { planName: 'Newsletter S', trial: true, trialDays: 30 } });
  });

  it('says why it does not open: unknown, unpaid, cancelled, expired, used', async () => {
    const clock = testClock();
    const why = async (token: string) => {
      const check = await checkActivation(publicCtx(clock.now), token);
      return check.ok ? 'opens' : check.reason;
    };
    const sold = await sell({}, clock.now);
    const right = tokenOf(sold);
    const forged = [
      `${right.slice(0, -1)}${right.endsWith('A') ? 'B' : 'A'}`,
      'x',
      'k1..',
      signId('activate', uuid7()),
      signId('reset', sold.id),
    ];
    for (const token of forged) expect(await why(token), token).toBe('unknown');
    expect(await why(right)).toBe('opens');
    expect(await why(tokenOf(await sell({ paid: false }, clock.now)))).toBe('unpaid');
    const cancelled = await sell({}, clock.now);
    await cancelPurchase(systemCtx(clock.now), cancelled.id);
    expect(await why(tokenOf(cancelled))).toBe('cancelled');
    clock.advance(14 * DAY_MS);
    expect(await why(right)).toBe('expired');
    await renewActivation(systemCtx(clock.now), sold.id);
    expect(await why(right)).toBe('opens');
    await activate(publicCtx(clock.now), right, registration());
    clock.advance(30 * DAY_MS);
    expect(await why(right)).toBe('used');
  });

  it('that does not open makes nothing', async () => {
    const ctx = systemCtx();
    const before = await ctx.db.workspace.count();
    const refused = await activate(publicCtx(), tokenOf(await sell({ paid: false })), registration()).catch((e) => e);
    expect(refused).toBeInstanceOf(InvalidState);
    expect((refused as DomainError).data).toEqual({ reason: 'activation-unpaid' });
    await expect(activate(publicCtx(), 'k1.x.y', registration())).rejects.toThrow(InvalidState);
    expect(await ctx.db.workspace.count()).toBe(before);
  });
});

describe('activating', () => {
  it('makes the workspace, its owner and what was bought, and keeps what was accepted', async () => {
    const clock = testClock(new Date('2026-11-20T09:00:00Z'));
    const input = registration({ consents: ['studies', 'advertising'] });
    const sold = await sell({ months: 3 }, clock.now);
    const { slug, username } = await activate(publicCtx(clock.now), tokenOf(sold), input);
    const ctx = systemCtx(clock.now);
    const tenant = await findWorkspaceBySlug(ctx, slug);
    const workspace = await ctx.db.workspace.findUniqueOrThrow({ where: { slug }, include: { memberships: true } });
    expect(workspace).toMatchObject({ name: 'Associazione Lungofiume', vatNumber: '00743110157', taxCode: null });
    expect(workspace.memberships).toMatchObject([{ role: 'owner' }]);
    expect(username).toBe(input.username);
    expect(await entitlementsOf(tenant)).toMatchObject([
      { feature: 'newsletter', trial: false, until: new Date('2027-02-20T09:00:00Z'), limits: { contacts: 5_000 } },
    ]);
    const accepted = await tenant.db.acceptance.findMany({ orderBy: { kind: 'asc' } });
    expect(accepted.map((row) => row.kind)).toEqual(['processor', 'terms']);
    const text = await ctx.db.legalText.findUniqueOrThrow({ where: { hash: accepted[0]?.textHash ?? '' } });
    expect(text.text).toContain('articolo 28');
    const given = (await providerConsents(tenant)).filter((consent) => consent.given);
    expect(given.map((consent) => consent.purpose)).toEqual(['studies', 'advertising']);
    const acts = await tenant.db.auditEntry.findMany({ where: { action: 'billing.activate' } });
    expect(acts).toMatchObject([{ actorKind: 'person', actorName: 'Anna Riva', subjectId: sold.id }]);
  });

  it('a trial gives the features for the trial’s days', async () => {
    const clock = testClock();
    const { slug } = await activate(
      publicCtx(clock.now),
      tokenOf(await sell({ trial: true, plan: 'ALL' }, clock.now)),
      registration(),
    );
    const rows = await entitlementsOf(await findWorkspaceBySlug(systemCtx(clock.now), slug));
    expect(rows.length).toBe(5);
    expect(new Set(rows.map((row) => row.until?.getTime()))).toEqual(new Set([clock.now().getTime() + 30 * DAY_MS]));
    expect(rows.find((row) => row.feature === 'monitor')?.limits).toEqual({
      mailboxes: 5,
      monitoredMessagesPerMonth: 20_000,
    });
  });

  it('in two tabs at once makes one workspace', async () => {
    const ctx = systemCtx();
    const token = tokenOf(await sell());
    const before = await ctx.db.workspace.count();
    const tabs = await Promise.allSettled([1, 2, 3, 4].map(() => activate(publicCtx(), token, registration())));
    expect(tabs.filter((tab) => tab.status === 'fulfilled')).toHaveLength(1);
    for (const tab of tabs) {
      if (tab.status === 'rejected') expect((tab.reason as DomainError).data).toEqual({ reason: 'activation-used' });
    }
    expect(await ctx.db.workspace.count()).toBe(before + 1);
  });

  it('with a username that is taken changes nothing, and the link still opens', async () => {
    const first = registration();
    await activate(publicCtx(), tokenOf(await sell()), first);
    const token = tokenOf(await sell());
    await expect(activate(publicCtx(), token, registration({ username: first.username }))).rejects.toThrow(Conflict);
    const both = [registration(), registration()].map((input) => ({ ...input, username: 'gemelli' }));
    const other = tokenOf(await sell());
    const race = await Promise.allSettled([
      activate(publicCtx(), token, both[0] as never),
      activate(publicCtx(), other, both[1] as never),
    ]);
    const lost = race.find((one) => one.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(Conflict);
    expect((await checkActivation(publicCtx(), race[0]?.status === 'rejected' ? token : other)).ok).toBe(true);
  });

  it('is slowed down for one network', async () => {
    const ctx = publicCtx();
    for (let i = 0; i < 30; i++) await expect(activate(ctx, 'x', registration())).rejects.toThrow(InvalidState);
    await expect(activate(ctx, 'x', registration())).rejects.toThrow(RateLimited);
  });
});

describe('a customer who buys again', () => {
  const accepting = { acceptTerms: true, acceptProcessor: true, language: 'it' } as const;

  async function customer(role: 'owner' | 'editor') {
    const tenant = await makeWorkspace();
    const user = await createUser(systemCtx(), {
      username: `c${++serial}`,
      email: 'c@example.it',
      name: 'Carla',
      password: 'una parola lunga',
    });
    await joinWorkspace(tenant, user, role);
    const ctx: SystemCtx = { ...systemCtx(), actor: person(user) };
    return { tenant, ctx };
  }

  it('adds it to a workspace of theirs', async () => {
    const { tenant, ctx } = await customer('owner');
    const token = tokenOf(await sell({ plan: 'MM-5' }));
    await activateHere(ctx, { token, workspaceId: tenant.workspace.id, ...accepting });
    expect((await entitlementsOf(tenant)).map((row) => row.feature)).toEqual(['newsletter', 'monitor']);
    const again = activateHere(ctx, { token, workspaceId: tenant.workspace.id, ...accepting });
    await expect(again).rejects.toThrow(InvalidState);
  });

  it('cannot reach another’s workspace, nor one where the role may not buy', async () => {
    const [mine, theirs, edited] = [await customer('owner'), await customer('owner'), await customer('editor')];
    const token = tokenOf(await sell());
    for (const [ctx, to] of [
      [mine.ctx, theirs.tenant],
      [edited.ctx, edited.tenant],
    ] as const) {
      await expect(activateHere(ctx, { token, workspaceId: to.workspace.id, ...accepting })).rejects.toThrow(NotFound);
    }
    expect((await checkActivation(publicCtx(), token)).ok).toBe(true);
  });
});

describe('consent to the provider’s own uses', () => {
  it('can be withdrawn, and its history stays', async () => {
    const made = await makeWorkspace();
    const ctx = { ...tenantCtx(made.workspace), actor: person({ id: uuid7(), name: 'Anna' }) };
    await setProviderConsent(ctx, { purpose: 'studies', given: true });
    await setProviderConsent(ctx, { purpose: 'studies', given: true });
    await setProviderConsent(ctx, { purpose: 'studies', given: false });
    expect((await providerConsents(ctx)).every((consent) => !consent.given)).toBe(true);
    expect(await ctx.db.providerConsent.count()).toBe(2);
  });
});

describe('a legal text', () => {
  it('is the provider’s own where there is one, and another version has another hash', async () => {
    const { providerSettings } = await import('../workspaces/index.ts');
    const settings = await providerSettings(systemCtx());
    const own = { ...settings, 'legal.terms-it': 'Condizioni scritte dal fornitore, per intero.' };
    const [standard, changed] = [await legalPage(settings, 'terms', 'it'), await legalPage(own, 'terms', 'it')];
    expect(standard.text).toContain('Postino Servizi di posta');
    expect(changed.text).toBe(own['legal.terms-it']);
    expect(changed.hash).not.toBe(standard.hash);
  });
});
