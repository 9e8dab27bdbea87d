import { describe, expect, it } from 'vitest';
import type { PublicCtx, StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { type DomainError, InvalidInput } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { signedLink } from '../notifications/index.ts';
import { authenticateMarketplace } from './authenticate-marketplace.ts';
import { checkActivation } from './check-activation.ts';
import { signatureOf } from './marketplace-signature.ts';
import { createMarketplace, endMarketplace, listMarketplaces } from './marketplaces.ts';
import { moveReported, readReported, reportPurchase } from './report-purchase.ts';
import { requestActivationLink } from './request-link.ts';

useDatabase();

let serial = 0;
const staff = (): StaffCtx => ({ ...systemCtx(), kind: 'staff', purpose: 'test', until: new Date(8e15) });
const outside = (now?: () => Date): PublicCtx => ({
  ...systemCtx(now),
  kind: 'public',
  actor: { kind: 'public', name: 'public' },
  request: { id: 'r', address: `203.0.113.${++serial % 250}`, agent: 'shop/1' },
});
const why = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: DomainError) => error.data.reason ?? error.kind,
  );

async function marketplace(now?: () => Date) {
  const { keyId, secret } = await createMarketplace(staff(), { name: `Mercato ${++serial}` });
  const id = (await listMarketplaces(staff())).find((row) => row.keyId === keyId)?.id ?? '';
  const ctx: SystemCtx = { ...systemCtx(now), actor: { kind: 'api-key', id, name: 'Mercato' } };
  return { keyId, secret, id, ctx };
}
const sale = (over: object = {}) => ({
  plan: 'NL-S',
  email: 'rita@posta.example',
  paid: true,
  externalRef: `o-${++serial}`,
  ...over,
});
function report(shop: { ctx: SystemCtx; id: string }, key: string, input: object) {
  return reportPurchase(shop.ctx, shop.id, { idempotencyKey: key, body: Buffer.from(JSON.stringify(input)), input });
}

describe('a signed request', () => {
  it('is the marketplace’s whose key signed every part of it, within five minutes', async () => {
    const clock = testClock();
    const { keyId, secret, id } = await marketplace();
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const parts = { timestamp, method: 'POST', path: '/api/purchases', body: Buffer.from('{"plan":"NL-S"}') };
    const signed = { ...parts, keyId, signature: signatureOf(secret, parts) };
    const authenticated = await authenticateMarketplace(outside(clock.now), signed);
    expect(authenticated).toMatchObject({ marketplaceId: id, ctx: { kind: 'system', actor: { kind: 'api-key', id } } });
    const otherwise: [object, string][] = [
      [{ keyId: 'mk_unknown' }, 'signature'],
      [{ signature: '' }, 'signature'],
      [{ signature: 'v1=' }, 'signature'],
      [{ signature: signed.signature.replace('v1=', 'v2=') }, 'signature'],
      [{ signature: signed.signature.slice(0, -1) }, 'signature'],
      [{ method: 'GET' }, 'signature'],
      [{ path: '/api/purchases?x' }, 'signature'],
      [{ body: Buffer.from('{"plan":"ALL"}') }, 'signature'],
      [{ timestamp: String(Number(timestamp) + 1) }, 'signature'],
      [{ timestamp: String(Number(timestamp) + 301) }, 'timestamp'],
      [{ timestamp: String(Number(timestamp) - 301) }, 'timestamp'],
      [{ timestamp: '' }, 'timestamp'],
      [{ timestamp: '1e9' }, 'timestamp'],
    ];
    for (const [over, reason] of otherwise) {
      const refused = why(authenticateMarketplace(outside(clock.now), { ...signed, ...over }));
      expect(await refused, JSON.stringify(over)).toBe(reason);
    }
    await endMarketplace(staff(), id);
    expect(await why(authenticateMarketplace(outside(clock.now), signed))).toBe('signature');
    expect(await why(endMarketplace(staff(), id))).toBe('marketplace-ended');
  });

  it('needs a secret that is shown once: neither the list nor the table holds it', async () => {
    const { secret, id } = await marketplace();
    const row = await systemCtx().db.marketplace.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify([row, await listMarketplaces(staff())])).not.toContain(secret);
  });
});

describe('a purchase that a marketplace reports', () => {
  it('is made once for each idempotency key, also when it is asked twice at the same moment', async () => {
    const shop = await marketplace();
    const input = sale();
    const both = await Promise.all([report(shop, 'k1', input), report(shop, 'k1', input)]);
    expect(both.map((answer) => answer.replay).sort()).toEqual([false, true]);
    expect(both[0]?.purchase).toEqual(both[1]?.purchase);
    expect(both[0]?.purchase).toMatchObject({ state: 'paid', externalRef: input.externalRef, plan: 'NL-S' });
    expect(both[0]?.purchase.activationUrl).toContain('/activate/');
    expect(await why(report(shop, 'k1', sale()))).toBe('idempotency-key-reused');
    expect(await why(report(shop, 'k2', { ...sale(), externalRef: input.externalRef }))).toBe('external-ref-taken');
    expect(await systemCtx().db.systemMail.count({ where: { to: input.email } })).toBe(1);
    const entry = await systemCtx().db.auditEntry.findFirstOrThrow({
      where: { subjectId: both[0]?.purchase.id ?? '' },
    });
    expect(entry).toMatchObject({ actorKind: 'api-key', actorId: shop.id, action: 'billing.create-purchase' });
  });

  it('has a reference of the marketplace’s own: two may use the same, and neither sees the other’s', async () => {
    const [one, two] = [await marketplace(), await marketplace()];
    const input = sale();
    const mine = await report(one, 'k', input);
    expect((await report(two, 'k', input)).replay).toBe(false);
    expect(await why(readReported(two.ctx, two.id, mine.purchase.id))).toBe('not-found');
    expect(await why(moveReported(two.ctx, two.id, mine.purchase.id, 'cancelled'))).toBe('not-found');
    expect(await why(readReported(one.ctx, one.id, uuid7()))).toBe('not-found');
  });

  it('may wait for its money, be paid or called off later, and each is done once', async () => {
    const shop = await marketplace();
    const pending = async () => (await report(shop, `p${++serial}`, sale({ paid: false }))).purchase;
    const { id, activationUrl, state } = await pending();
    expect([state, activationUrl]).toEqual(['pending', null]);
    const move = (to: 'paid' | 'cancelled', which = id) => moveReported(shop.ctx, shop.id, which, to);
    expect(await move('paid')).toMatchObject({ replay: false, purchase: { state: 'paid' } });
    expect(await move('paid')).toMatchObject({ replay: true, purchase: { state: 'paid' } });
    const other = (await pending()).id;
    expect(await move('cancelled', other)).toMatchObject({ replay: false });
    expect(await move('cancelled', other)).toMatchObject({ replay: true });
    expect(await why(move('paid', other))).toBe('purchase-state');
    expect(await readReported(shop.ctx, shop.id, other)).toMatchObject({ state: 'cancelled', activationUrl: null });
  });

  it.each([
    {},
    [],
    'x',
    null,
    sale({ plan: 'NONE' }),
    sale({ email: 'a@@b' }),
    sale({ months: 0 }),
    sale({ months: 1.5 }),
    sale({ trial: true }),
    sale({ externalRef: '' }),
    sale({ language: 'de' }),
    sale({ startCents: 0 }),
    sale({ features: ['newsletter'] }),
  ])('is refused as %j', async (input) => {
    const shop = await marketplace();
    await expect(report(shop, 'k', input as object)).rejects.toThrow(InvalidInput);
    expect(await systemCtx().db.purchaseRequest.count({ where: { marketplaceId: shop.id } })).toBe(0);
  });

  it.each(['', 'x'.repeat(201)])('is refused without an idempotency key of its own', async (key) => {
    expect(await why(report(await marketplace(), key, sale()))).toBe('idempotency-key');
  });
});

describe('an expired activation link', () => {
  const tokenOf = (url: string | null) => url?.split('/activate/')[1] ?? '';

  it('is renewed for the asking, to the purchase’s own address, three times a day', async () => {
    const clock = testClock();
    const shop = await marketplace(clock.now);
    const { purchase } = await report(shop, 'k', sale({ email: 'nadia@posta.example' }));
    const token = tokenOf(purchase.activationUrl);
    const ask = () => requestActivationLink(outside(clock.now), token);
    expect(await why(ask())).toBe('activation-link-not-expired');
    clock.advance(15 * 86_400_000);
    const check = await checkActivation(outside(clock.now), token);
    expect(check).toMatchObject({ ok: false, reason: 'expired', purchase: { email: 'n•••@posta.example' } });
    expect(await ask()).toEqual({ to: 'n•••@posta.example' });
    expect((await checkActivation(outside(clock.now), token)).ok).toBe(true);
    expect(await systemCtx().db.systemMail.count({ where: { to: 'nadia@posta.example' } })).toBe(2);
    for (let asked = 1; asked < 3; asked++) {
      clock.advance(15 * 86_400_000);
      await ask();
    }
    clock.advance(15 * 86_400_000);
    expect(await why(ask())).toBe('rate-limited');
    expect(await why(requestActivationLink(outside(clock.now), 'forged'))).toBe('activation-unknown');
  });

  it('of what was never paid or was called off is not', async () => {
    const clock = testClock();
    const shop = await marketplace(clock.now);
    for (const over of [{ paid: false }, { paid: true }]) {
      const { purchase } = await report(shop, `k${++serial}`, sale(over));
      if (over.paid) await moveReported(shop.ctx, shop.id, purchase.id, 'cancelled');
      clock.advance(15 * 86_400_000);
      const token = tokenOf(signedLink('activate', purchase.id));
      expect(await why(requestActivationLink(outside(clock.now), token))).toMatch(/^activation-(expired|cancelled)$/);
    }
  });
});
