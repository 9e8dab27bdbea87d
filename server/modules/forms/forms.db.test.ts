import { describe, expect, it } from 'vitest';
import { Conflict, InvalidInput, InvalidState, NotFound, QuotaExceeded, RateLimited } from '#server/lib/errors.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { publicCtx, publishedForm } from '#tests/forms.ts';
import { solve } from '#tests/solve-proof.ts';
import { createContact } from '../contacts/create-contact.ts';
import { eraseContact } from '../contacts/erase-contact.ts';
import { markComplained } from '../contacts/mark-address.ts';
import { setSubscription } from '../contacts/set-subscription.ts';
import { signedLink } from '../notifications/index.ts';
import { setProviderSetting } from '../workspaces/index.ts';
import { makeChallenge } from './challenge.ts';
import { confirmSignUp, findSignUp } from './confirm-sign-up.ts';
import { createForm, deleteForm, saveForm, setSites } from './edit-form.ts';
import { expireSignUps } from './forms.sql.ts';
import { getForm } from './get-form.ts';
import { listSignUps } from './list-forms.ts';
import { findPublicForm, type PublicForm } from './public-form.ts';
import { publishForm, withdrawForm } from './publish-form.ts';
import { resendConfirmation } from './resend-confirmation.ts';
import { signUp } from './sign-up.ts';

useDatabase();

let serial = 0;
const freshAddress = () => `visitatore${++serial}@posta.example`;
let network = 0;

type Filled = Record<string, string>;

/** Fills a form in from a network of its own, with a proof unless the fields say otherwise. */
async function fill(form: PublicForm, fields: Filled, options: { now?: () => Date; address?: string } = {}) {
  const now = options.now ?? form.tenant.now;
  const ctx = publicCtx(now, options.address ?? `198.51.${Math.floor(++network / 250)}.${network % 250}`);
  const token = makeChallenge(form.publicId, 4, new Date(now().getTime() - 5_000));
  const proof = solve(token.split('.')[2] ?? '', 4);
  const sent = new Map(Object.entries({ consent: '1', token, proof, ...fields }));
  return signUp(ctx, form, {
    fields: sent,
    page: 'https://lungofiume.example/chi-siamo?utm=1#x',
    address: ctx.request?.address ?? '',
    agent: 'Prova/1.0',
  });
}

const rowsOf = (form: PublicForm) =>
  form.tenant.db.signUp.findMany({ where: { formId: form.id }, orderBy: { id: 'asc' } });

async function linkOf(form: PublicForm, address: string) {
  const row = await form.tenant.db.signUp.findFirstOrThrow({
    where: { formId: form.id, address },
    orderBy: { id: 'desc' },
  });
  return signedLink('confirm', row.id).split('/').at(-1) ?? '';
}

/** Presses the button of the mail. */
async function press(form: PublicForm, address: string, now: () => Date = form.tenant.now) {
  const found = await findSignUp(publicCtx(now, '203.0.113.99'), await linkOf(form, address));
  if (!found) throw new Error('no sign-up');
  return confirmSignUp(found);
}

const mailsTo = (address: string) => systemCtx().db.systemMail.findMany({ where: { to: address } });

describe('a sign-up', () => {
  it('writes to the address and makes nobody a contact before they confirm', async () => {
    const form = await publishedForm(await makeWorkspace());
    const address = freshAddress();
    expect(await fill(form, { address, 'first-name': 'Ada' })).toEqual({ outcome: 'taken' });
    expect(await form.tenant.db.contact.count()).toBe(0);
    const [row] = await rowsOf(form);
    expect(row).toMatchObject({ state: 'pending', address, site: 'https://lungofiume.example/chi-siamo' });
    const [mail] = await mailsTo(address);
    expect(mail?.kind).toBe('confirm-sign-up');
    expect(JSON.stringify(mail?.data)).not.toContain('Ada');
  });

  it('becomes a contact with its evidence once the button is pressed, and once only', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx, {
      change: (one) => ({ ...one, consents: { ...one.consents, tracking: 'Seguite pure i miei clic.' } }),
    });
    const address = freshAddress();
    await fill(form, { address, 'first-name': 'Ada', tracking: '1' });
    expect(await press(form, address)).toBe('confirmed');
    expect(await press(form, address)).toBe('already');
    const contact = await ctx.db.contact.findFirstOrThrow({ where: { addressKey: address } });
    expect(contact).toMatchObject({
      firstName: 'Ada',
      trackOpens: 'individual',
      trackClicks: 'individual',
      trackSource: 'form',
    });
    const subscription = await ctx.db.subscription.findFirstOrThrow({ where: { contactId: contact.id } });
    expect(subscription.state).toBe('subscribed');
    const evidence = await ctx.db.evidence.findFirstOrThrow({ where: { id: subscription.evidenceId ?? '' } });
    expect(evidence).toMatchObject({ source: 'form', address: '203.0.113.99' });
    expect(evidence.text).toContain('Voglio ricevere le comunicazioni di');
    expect(evidence.text).toContain('Postino');
    expect(evidence.detail).toMatchObject({
      formName: 'Sito',
      formRevision: form.revision,
      site: 'https://lungofiume.example/chi-siamo',
      confirmedFrom: '203.0.113.99',
      agent: 'Prova/1.0',
    });
    expect(await ctx.db.contact.count()).toBe(1);
  });

  it('confirms one contact when two presses come at once', async () => {
    const form = await publishedForm(await makeWorkspace());
    const address = freshAddress();
    await fill(form, { address });
    const outcomes = await Promise.all([press(form, address), press(form, address)]);
    expect(outcomes.sort()).toEqual(['already', 'confirmed']);
    expect(await form.tenant.db.contact.count()).toBe(1);
  });

  it('keeps the evidence of the version that the visitor saw, whatever is published since', async () => {
    const ctx = await makeWorkspace();
    const old = await publishedForm(ctx);
    const { definition, revision } = await getForm(ctx, { id: old.id });
    const changed = { ...definition, consents: { ...definition.consents, receive: 'Parole nuove.' } };
    const saved = await saveForm(ctx, { id: old.id, revision, definition: changed });
    await publishForm(ctx, { id: old.id, revision: saved.revision });
    const shown = await findPublicForm(publicCtx(), old.publicId, old.revision);
    if (!shown) throw new Error('no form');
    const address = freshAddress();
    await fill(shown, { address });
    await press(shown, address);
    const evidence = await ctx.db.evidence.findFirstOrThrow({ where: { source: 'form' } });
    expect(evidence.text).toContain('Voglio ricevere');
    expect(evidence.detail).toMatchObject({ formRevision: old.revision });
  });

  it('needs the address, the consent and what the form requires, and says what is missing', async () => {
    const form = await publishedForm(await makeWorkspace());
    const refused = await fill(form, { address: 'senza chiocciola', consent: '' });
    expect(refused).toEqual({
      outcome: 'refused',
      refusals: [
        { name: 'address', reason: 'address' },
        { name: 'consent', reason: 'consent' },
      ],
    });
    expect(await rowsOf(form)).toHaveLength(0);
  });

  it('writes one row and one mail for one form sent twice', async () => {
    const form = await publishedForm(await makeWorkspace());
    const address = freshAddress();
    await fill(form, { address });
    await fill(form, { address });
    expect(await rowsOf(form)).toHaveLength(1);
    expect(await mailsTo(address)).toHaveLength(1);
  });
});

describe('against abuse', () => {
  it('answers a filled trap as any other, and keeps nothing', async () => {
    const form = await publishedForm(await makeWorkspace());
    expect(await fill(form, { address: freshAddress(), website: 'x' })).toEqual({ outcome: 'taken' });
    expect(await rowsOf(form)).toHaveLength(0);
  });

  it('takes no challenge twice, none of another form, and none without its work', async () => {
    const ctx = await makeWorkspace();
    const [form, other] = [await publishedForm(ctx), await publishedForm(ctx, { name: 'Altro' })];
    const token = makeChallenge(form.publicId, 4, new Date(Date.now() - 5_000));
    const proof = solve(token.split('.')[2] ?? '', 4);
    expect(await fill(other, { address: freshAddress(), token, proof })).toEqual({ outcome: 'stale' });
    const hard = makeChallenge(form.publicId, 24, new Date(Date.now() - 5_000));
    expect(await fill(form, { address: freshAddress(), token: hard, proof: '1' })).toEqual({ outcome: 'stale' });
    expect(await fill(form, { address: freshAddress(), token, proof })).toEqual({ outcome: 'taken' });
    expect(await fill(form, { address: freshAddress(), token, proof })).toEqual({ outcome: 'stale' });
    expect(await rowsOf(form)).toHaveLength(1);
  });

  it('writes to an address three times a day at most over all workspaces and spellings, and says nothing of it', async () => {
    const forms = [];
    for (let count = 0; count < 4; count++) forms.push(await publishedForm(await makeWorkspace()));
    const name = `tappato${++serial}`;
    for (const [index, form] of forms.entries()) {
      expect(await fill(form, { address: `${name}+${index}@posta.example` })).toEqual({ outcome: 'taken' });
    }
    const mails = await systemCtx().db.systemMail.findMany({ where: { to: { startsWith: name } } });
    expect(mails).toHaveLength(3);
  });

  it('writes to an address so often a month at most, though no day was full', async () => {
    await setProviderSetting(systemCtx(), 'forms.mails-per-month', 2);
    const address = freshAddress();
    for (let count = 0; count < 3; count++) {
      const form = await publishedForm(await makeWorkspace());
      expect(await fill(form, { address })).toEqual({ outcome: 'taken' });
    }
    await setProviderSetting(systemCtx(), 'forms.mails-per-month', 10);
    expect(await mailsTo(address)).toHaveLength(2);
  });

  it('lets a network without proof send fewer than one with it', async () => {
    const form = await publishedForm(await makeWorkspace());
    const plain = { token: '', proof: '' };
    for (let count = 0; count < 10; count++) {
      await fill(form, { address: freshAddress(), ...plain }, { address: `192.0.2.${count}` });
    }
    const from = { address: '192.0.2.200' };
    await expect(fill(form, { address: freshAddress(), ...plain }, from)).rejects.toBeInstanceOf(RateLimited);
    expect(await fill(form, { address: freshAddress() }, from)).toEqual({ outcome: 'taken' });
  });

  it('confirms nothing for a forged or foreign token', async () => {
    const form = await publishedForm(await makeWorkspace());
    const address = freshAddress();
    await fill(form, { address });
    const token = await linkOf(form, address);
    const [row] = await rowsOf(form);
    const forged = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect(await findSignUp(publicCtx(), forged)).toBeNull();
    expect(
      await findSignUp(
        publicCtx(),
        signedLink('activate', row?.id ?? '')
          .split('/')
          .at(-1) ?? '',
      ),
    ).toBeNull();
    expect(await findSignUp(publicCtx(), 'k1.x.y')).toBeNull();
  });
});

describe('who is known already', () => {
  it('is told by mail, not by the page', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx);
    const address = freshAddress();
    await createContact(ctx, { address, consent: { text: 'Firmato in sede' } });
    expect(await fill(form, { address })).toEqual({ outcome: 'taken' });
    expect((await mailsTo(address)).map(({ kind }) => kind)).toEqual(['already-subscribed']);
  });

  it('keeps what is recorded: a form fills in what is empty and writes nothing over', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx);
    const address = freshAddress();
    const { id } = await createContact(ctx, { address, firstName: 'Adele' });
    await fill(form, { address, 'first-name': 'Un altro' });
    await press(form, address);
    expect(await ctx.db.contact.findFirst({ where: { id } })).toMatchObject({ firstName: 'Adele', language: 'it' });
  });

  it('is subscribed anew after an unsubscription, by new evidence of their own', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx);
    const topicId = form.published.definition.topicIds[0] ?? '';
    const address = freshAddress();
    const { id } = await createContact(ctx, { address, consent: { text: 'Vecchio foglio' } });
    await setSubscription(ctx, { contactId: id, topicId, state: 'unsubscribed' });
    await fill(form, { address });
    await press(form, address);
    const subscription = await ctx.db.subscription.findFirstOrThrow({ where: { contactId: id } });
    const evidence = await ctx.db.evidence.findFirst({ where: { id: subscription.evidenceId ?? '' } });
    expect([subscription.state, evidence?.source]).toEqual(['subscribed', 'form']);
  });

  it('stays unsent to after a complaint or a block, and may come back after an erasure', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx);
    const [complained, erased] = [freshAddress(), freshAddress()];
    const { id } = await createContact(ctx, { address: complained });
    await markComplained(ctx, { contactId: id });
    const gone = await createContact(ctx, { address: erased, consent: { text: 'Foglio' } });
    const topicId = form.published.definition.topicIds[0] ?? '';
    await setSubscription(ctx, { contactId: gone.id, topicId, state: 'unsubscribed' });
    await eraseContact(ctx, { id: gone.id });
    for (const address of [complained, erased]) {
      await fill(form, { address });
      await press(form, address);
    }
    const states = await ctx.db.addressState.findMany({ orderBy: { addressKey: 'asc' } });
    const of = (address: string) => states.find((state) => state.addressKey === address);
    expect(of(complained)?.deliverability).toBe('complained');
    expect(of(erased)?.blockedAt).toBeNull();
  });
});

describe('time', () => {
  it('ends what was not confirmed, and forgets who it was', async () => {
    const clock = testClock(new Date());
    const form = await publishedForm({ ...(await makeWorkspace()), now: clock.now });
    const address = freshAddress();
    await fill(form, { address }, { now: clock.now });
    clock.advance(7 * 86_400_000 + 1000);
    expect(await press(form, address, clock.now)).toBe('expired');
    expect(await expireSignUps(systemCtx(clock.now), 100)).toBeGreaterThan(0);
    expect(await expireSignUps(systemCtx(clock.now), 100)).toBe(0);
    const [row] = await rowsOf(form);
    expect(row).toMatchObject({
      state: 'expired',
      address: '',
      addressKey: '',
      values: {},
      fromAddress: '',
      agent: '',
    });
    expect(await mailsTo(address)).toHaveLength(0);
    const audit = await systemCtx().db.auditEntry.findMany({ where: { workspaceId: form.tenant.workspace.id } });
    expect(JSON.stringify(audit)).not.toContain(address);
  });
});

describe('a workspace', () => {
  it('without room keeps the sign-up waiting, and confirms it once there is', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx);
    const address = freshAddress();
    await fill(form, { address });
    const { id } = ctx.workspace;
    const system = systemCtx().db;
    await system.entitlement.updateMany({ where: { workspaceId: id }, data: { limits: { contacts: 0 } } });
    await expect(press(form, address)).rejects.toBeInstanceOf(QuotaExceeded);
    expect((await rowsOf(form))[0]?.state).toBe('pending');
    await system.entitlement.updateMany({ where: { workspaceId: id }, data: { limits: { contacts: 5 } } });
    expect(await press(form, address)).toBe('confirmed');
  });

  it('that is suspended, or has nothing bought, takes no sign-ups and mails no link anew', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx);
    await fill(form, { address: freshAddress() });
    const [row] = await rowsOf(form);
    const { id } = ctx.workspace;
    await systemCtx().db.workspace.update({ where: { id }, data: { state: 'suspended' } });
    const again = resendConfirmation(systemCtx(), ctx, { id: row?.id ?? '' });
    await expect(again).rejects.toMatchObject({ data: { reason: 'workspace-suspended' } });
    const closed = await findPublicForm(publicCtx(), form.publicId);
    expect(closed?.closed).toBe(true);
    expect(closed && (await fill(closed, { address: freshAddress() }))).toEqual({ outcome: 'closed' });
    await systemCtx().db.workspace.update({ where: { id }, data: { state: 'active' } });
    await systemCtx().db.entitlement.deleteMany({ where: { workspaceId: id } });
    expect((await findPublicForm(publicCtx(), form.publicId))?.closed).toBe(true);
  });
});

describe('publishing', () => {
  it('is refused while the privacy notice does not name the provider or the tracking', async () => {
    const ctx = await makeWorkspace();
    const { id } = await createForm(ctx, { name: 'Bozza', language: 'it' });
    const { definition } = await getForm(ctx, { id });
    const privacy = { text: 'I tuoi dati sono al sicuro.', url: '' };
    const saved = await saveForm(ctx, { id, revision: 1, definition: { ...definition, privacy } });
    expect(saved.issues.map(({ code }) => code)).toEqual(['privacy-provider', 'privacy-tracking', 'privacy-count']);
    await expect(publishForm(ctx, { id, revision: saved.revision })).rejects.toBeInstanceOf(InvalidInput);
    expect((await getForm(ctx, { id })).state).toBe('draft');
  });

  it('names the provider as it is called at that time', async () => {
    await setProviderSetting(systemCtx(), 'provider.name', 'Corriere');
    const form = await publishedForm(await makeWorkspace());
    expect(form.published.provider).toBe('Corriere');
    await setProviderSetting(systemCtx(), 'provider.name', 'Postino');
  });

  it('goes by revision: what somebody else saved since is neither published nor lost', async () => {
    const ctx = await makeWorkspace();
    const { id } = await createForm(ctx, { name: 'Due schede', language: 'it' });
    await saveForm(ctx, { id, revision: 1, name: 'Uno' });
    await expect(saveForm(ctx, { id, revision: 1, name: 'Due' })).rejects.toBeInstanceOf(Conflict);
    await expect(publishForm(ctx, { id, revision: 1 })).rejects.toBeInstanceOf(Conflict);
    expect((await getForm(ctx, { id })).name).toBe('Uno');
  });

  it('can be taken back, and then the form says that it is closed; a form once seen is never deleted', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx);
    await withdrawForm(ctx, { id: form.id });
    expect((await findPublicForm(publicCtx(), form.publicId))?.closed).toBe(true);
    await expect(withdrawForm(ctx, { id: form.id })).rejects.toBeInstanceOf(InvalidState);
    await expect(deleteForm(ctx, { id: form.id })).rejects.toBeInstanceOf(InvalidState);
  });

  it('shows nothing of a form that was never published', async () => {
    const ctx = await makeWorkspace();
    const { id } = await createForm(ctx, { name: 'Bozza', language: 'en' });
    const { publicId } = await getForm(ctx, { id });
    expect(await findPublicForm(publicCtx(), publicId)).toBeNull();
  });
});

describe('another tenant', () => {
  it('finds neither the form nor its sign-ups', async () => {
    const form = await publishedForm(await makeWorkspace());
    const address = freshAddress();
    await fill(form, { address });
    const [row] = await rowsOf(form);
    const other = await makeWorkspace();
    await expect(getForm(other, { id: form.id })).rejects.toBeInstanceOf(NotFound);
    await expect(listSignUps(other, { formId: form.id, limit: 10 })).rejects.toBeInstanceOf(NotFound);
    await expect(setSites(other, { id: form.id, sites: [] })).rejects.toBeInstanceOf(NotFound);
    await expect(resendConfirmation(systemCtx(), other, { id: row?.id ?? '' })).rejects.toBeInstanceOf(NotFound);
  });
});

describe('a member', () => {
  it('may have the confirmation mailed again until the cap of the address', async () => {
    const ctx = await makeWorkspace();
    const form = await publishedForm(ctx);
    const address = freshAddress();
    await fill(form, { address });
    const [row] = await rowsOf(form);
    const id = row?.id ?? '';
    await resendConfirmation(systemCtx(), ctx, { id });
    await resendConfirmation(systemCtx(), ctx, { id });
    await expect(resendConfirmation(systemCtx(), ctx, { id })).rejects.toBeInstanceOf(RateLimited);
    expect(await mailsTo(address)).toHaveLength(3);
    await press(form, address);
    await expect(resendConfirmation(systemCtx(), ctx, { id })).rejects.toBeInstanceOf(InvalidState);
  });
});
