import { describe, expect, it } from 'vitest';
import type { PublicCtx, StaffCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput, InvalidState, NotFound, RateLimited } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { writeSystemMail } from '../notifications/mail-content.ts';
import { isSystemMailKind, systemMailData } from '../notifications/schemas.ts';
import { providerSettings, setProviderSetting } from '../workspaces/index.ts';
import { ask } from './ask.ts';
import { sweepEnquiries } from './billing.job.ts';
import { createPurchase, getEnquiry, handleEnquiry, listEnquiries, listPurchases, openEnquiries } from './index.ts';
import { askInput } from './schemas.ts';

useDatabase();

let serial = 0;
const DAY_MS = 86_400_000;
const mayor = { kind: 'person', id: uuid7(), name: 'Sara dello staff', sessionId: null } as const;

/** A visitor from a network of their own, where none is given. */
function visitor(address = `203.0.${++serial}.7`, now?: () => Date): PublicCtx {
  const request = { id: 'r', address, agent: 'test' };
  return { ...systemCtx(now), kind: 'public', actor: { kind: 'public', name: 'public' }, request };
}
const staff = (now?: () => Date): StaffCtx => ({
  ...systemCtx(now),
  ...{ kind: 'staff', actor: mayor, purpose: 'test', until: new Date(8e15) },
});
const asked = (over: object = {}) =>
  askInput.parse({
    ...{ plan: 'NL-S', trial: true, name: 'Anna Riva', email: `anna${++serial}@lungofiume.example`, language: 'it' },
    ...over,
  });
const of = (email: string) => systemCtx().db.enquiry.findMany({ where: { email } });
const mailsAbout = (enquiryId: string) =>
  systemCtx().db.systemMail.findMany({
    where: { data: { path: ['enquiryId'], equals: enquiryId } },
    orderBy: { kind: 'asc' },
  });

/** Asks and answers what became of it. */
async function enquiry(over: object = {}, ctx = visitor()) {
  const input = asked(over);
  await ask(ctx, input);
  const [row] = await of(input.email);
  if (!row) throw new Error('nothing was taken down');
  return row;
}

describe('what a visitor asks for', () => {
  it('is taken down once, however often and however fast the button is pressed', async () => {
    const input = asked({ words: 'Abbiamo 3.000 contatti.' });
    const ctx = visitor();
    await Promise.all([ask(ctx, input), ask(ctx, input), ask(ctx, input)]);
    await ask(ctx, { ...input, email: input.email.toUpperCase(), language: 'en' });
    const rows = await of(input.email);
    expect(rows).toMatchObject([{ state: 'open', plan: 'NL-S', trial: true, words: 'Abbiamo 3.000 contatti.' }]);
    expect(await mailsAbout(rows[0]?.id ?? '')).toHaveLength(2);
    await ask(ctx, { ...input, words: 'Anzi, 4.000.' });
    expect(await of(input.email)).toHaveLength(2);
  });

  it('reaches support with an answer’s address, and is confirmed in words that hold none of the visitor’s', async () => {
    const theirs = { name: 'Compra <b>ora</b>', company: 'www.truffa.example', words: 'https://truffa.example' };
    const row = await enquiry({ ...theirs, phone: '+39 02 1234567' });
    const [arrived, received] = await mailsAbout(row.id);
    expect([arrived?.kind, arrived?.to]).toEqual(['enquiry-arrived', 'assistenza@postino.example']);
    expect([received?.kind, received?.to]).toEqual(['enquiry-received', row.email]);
    const written = async (mail: typeof arrived) => {
      if (!mail || !isSystemMailKind(mail.kind)) throw new Error('no mail');
      const settings = await providerSettings(systemCtx());
      return writeSystemMail(mail.kind, systemMailData[mail.kind].parse(mail.data), { language: 'it', settings });
    };
    const [toSupport, toVisitor] = [await written(arrived), await written(received)];
    expect(toSupport.replyTo).toBe(row.email);
    expect(JSON.stringify(toSupport)).toContain('+39 02 1234567');
    expect(toSupport.subject).not.toContain('Compra');
    expect(toVisitor.replyTo).toBeUndefined();
    for (const word of Object.values(theirs)) expect(JSON.stringify(toVisitor)).not.toContain(word);
    expect(JSON.stringify(toVisitor)).not.toContain('lavorativ');
    await setProviderSetting(systemCtx(), 'sales.answer-days', 1);
    const [, promised] = await mailsAbout((await enquiry()).id);
    expect(JSON.stringify(await written(promised))).toContain('entro un giorno lavorativo');
  });

  it('leaves neither name nor network in the audit', async () => {
    const row = await enquiry({ name: 'Benedetta Segreta' });
    const entries = await systemCtx().db.auditEntry.findMany({ where: { subjectId: row.id } });
    expect(entries).toMatchObject([{ action: 'billing.ask', actorKind: 'public', address: null, agent: null }]);
    expect(JSON.stringify(entries)).not.toMatch(/Benedetta|lungofiume/);
  });

  it('is nothing where a machine filled in what people do not see', async () => {
    const input = asked({ website: 'https://seo.example' });
    await ask(visitor(), input);
    expect(await of(input.email)).toEqual([]);
  });

  it('is refused for a plan that is not sold or can’t be used yet, for no address, for lines that break', async () => {
    await expect(ask(visitor(), asked({ plan: 'NL-XXL' }))).rejects.toThrow(InvalidInput);
    await expect(ask(visitor(), asked({ plan: 'MM-5' }))).rejects.toThrow(InvalidInput);
    await expect(ask(visitor(), asked({ plan: null }))).resolves.toBeUndefined();
    const bad = [{ email: 'due@@example.it' }, { name: 'Anna\r\nBcc: tutti' }, { phone: 'chiamami' }, { name: ' ' }];
    for (const over of bad) expect(() => asked(over), JSON.stringify(over)).toThrow();
  });

  it('is limited by network, and the mails to one address whoever asks', async () => {
    const points = (await providerSettings(systemCtx()))['sales.enquiries-per-hour'];
    const network = '198.51.100.';
    for (let n = 0; n < points; n++) await ask(visitor(`${network}${n}`), asked());
    await expect(ask(visitor(`${network}99`), asked())).rejects.toThrow(RateLimited);
    await expect(ask(visitor(), asked())).resolves.toBeUndefined();

    const email = 'vittima@lungofiume.example';
    for (let n = 0; n < 5; n++) await ask(visitor(), asked({ email, words: `numero ${n}` }));
    expect(await of(email)).toHaveLength(5);
    expect(await systemCtx().db.systemMail.count({ where: { to: email } })).toBe(3);
  });
});

describe('an enquiry', () => {
  it('is found by who asked, newest first, page by page', async () => {
    const company = `Ditta ${++serial}`;
    const rows = [
      await enquiry({ company }),
      await enquiry({ company, plan: null }),
      await enquiry({ company }),
    ].reverse();
    const first = await listEnquiries(staff(), { limit: 2, search: company.toUpperCase() });
    const second = await listEnquiries(staff(), { limit: 2, search: company, cursor: first.next });
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(rows.map((row) => row.id));
    expect(first.rows.map((row) => row.planName)).toEqual(['Newsletter S', null]);
    expect(second.next).toBeNull();
  });

  it('waits, the longest first, until it is answered', async () => {
    const clock = testClock(new Date('2001-01-01T09:00:00Z'));
    const [first, second] = [await enquiry({}, visitor(undefined, clock.now)), await enquiry()];
    const waiting = async () => (await openEnquiries(staff(), 200)).map(({ id }) => id);
    expect((await waiting())[0]).toBe(first.id);
    expect(await waiting()).toContain(second.id);
    await handleEnquiry(staff(), { enquiryId: first.id, over: 1, state: 'answered', note: '' });
    expect(await waiting()).not.toContain(first.id);
  });

  it('is handled by one of two at once, who signs it; the same may be asked anew', async () => {
    const row = await enquiry();
    const handle = (over: number) =>
      handleEnquiry(staff(), { enquiryId: row.id, over, state: 'answered', note: 'Telefonato.' });
    const outcomes = await Promise.allSettled([handle(1), handle(1)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(handle(1)).rejects.toThrow(Conflict);
    expect(await getEnquiry(staff(), row.id)).toMatchObject({
      ...{ state: 'answered', note: 'Telefonato.', handledBy: 'Sara dello staff', revision: 2, sale: null },
    });
    await ask(visitor(), asked({ email: row.email }));
    expect(await of(row.email)).toHaveLength(2);
    await expect(getEnquiry(staff(), uuid7())).rejects.toThrow(NotFound);
  });

  it('is closed by the one sale that comes of it, and each leads to the other', async () => {
    const { id: enquiryId, email } = await enquiry();
    const sell = () => createPurchase(staff(), { plan: 'NL-S', email, trial: true, enquiryId });
    const sale = await sell();
    expect(await getEnquiry(staff(), enquiryId)).toMatchObject({ state: 'closed', sale: { id: sale.id, email } });
    expect((await listPurchases(staff(), { limit: 5, search: email })).rows).toMatchObject([
      { id: sale.id, enquiryId },
    ]);
    await expect(sell()).rejects.toThrow(InvalidState);
    expect(await systemCtx().db.purchase.count({ where: { email } })).toBe(1);
  });

  it('is forgotten with its mails so many days after it was closed, and not before', async () => {
    const clock = testClock();
    const [closed, reopened, open] = [await enquiry(), await enquiry(), await enquiry()];
    for (const { id } of [closed, reopened]) {
      await handleEnquiry(staff(clock.now), { enquiryId: id, over: 1, state: 'closed', note: '' });
    }
    await handleEnquiry(staff(clock.now), { enquiryId: reopened.id, over: 2, state: 'open', note: '' });
    const left = async () => {
      await sweepEnquiries(systemCtx(clock.now));
      const ids = [closed.id, reopened.id, open.id];
      const rows = await systemCtx().db.enquiry.findMany({ where: { id: { in: ids } }, select: { id: true } });
      return rows.map(({ id }) => ids.indexOf(id)).sort();
    };
    clock.advance(180 * DAY_MS);
    expect(await left()).toEqual([0, 1, 2]);
    clock.advance(1);
    expect(await left()).toEqual([1, 2]);
    expect(await mailsAbout(closed.id)).toEqual([]);
    expect(await mailsAbout(open.id)).toHaveLength(2);
  });
});
