import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type FrameLocator, type Locator, type Page, test } from '@playwright/test';
import { type Customer, makeCustomer } from './customer.ts';
import { signIn } from './demo.ts';
import { type ForeignSite, foreignSite } from './foreign-site.ts';
import { withDatabase } from './installation.ts';
import { caught } from './mail.ts';

/**
 * A sign-up form, from the builder to the contact: built and published by an owner, filled in by visitors of somebody else's site,
 * confirmed from their mail, and found again with its evidence. The later chapters are about sites that make it hard.
 */
const run = Date.now().toString(36);
const name = `Modulo ${run}`;
let customer: Customer;
let site: ForeignSite;
let owner: Page;
let publicId = '';
let base = '';
let codes: Record<string, string> = {};
let serial = 0;

const visitorAddress = (who: string) => `${who}-${run}-${++serial}@visitatori.example`;

async function newPage(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

type Place = Page | FrameLocator | Locator;

/** Fills in what the form asks for, as a visitor would, and sends it. */
async function signUpIn(place: Place, address: string): Promise<void> {
  await place.getByLabel('Indirizzo e-mail').fill(address);
  await place.getByLabel('Voglio ricevere le comunicazioni').check();
  await place.getByRole('button', { name: 'Iscrivimi' }).click();
}

const thanks = (place: Place) => place.getByText('Controlla la posta: ti abbiamo scritto');

const stateOf = (address: string) =>
  withDatabase(async (db) => {
    const { rows } = await db.query<{ state: string; site: string }>(
      'SELECT state, site FROM sign_ups WHERE address = $1',
      [address],
    );
    return rows[0];
  });

async function violations(page: Page, include?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22aa',
    'best-practice',
  ]);
  const { violations: found } = await (include ? axe.include(include) : axe).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  // This machine is one network: what it sent before must not count against this run.
  await withDatabase((db) => db.query(`DELETE FROM rate_limits WHERE key LIKE 'forms.%'`));
  customer = await makeCustomer('moduli');
  base = `/w/${customer.slug}/forms`;
  site = await foreignSite(() => codes);
  owner = await newPage(browser);
});
test.afterAll(async () => {
  await owner.context().close();
  await site.close();
});

test('an owner builds a form beside its preview, and is held to the privacy notice', async () => {
  await signIn(owner, 'portal', customer.people.owner);
  await owner.goto(base);
  await owner.getByRole('button', { name: 'Nuovo modulo' }).first().click();
  await owner.getByLabel('Nome').fill(name);
  await owner.getByRole('button', { name: 'Crea il modulo' }).click();
  await expect(owner).toHaveURL(/\/edit$/);
  const preview = owner.getByRole('region', { name: 'Anteprima del modulo' });
  await expect(preview.getByRole('heading', { name: 'Iscriviti alla newsletter' })).toBeVisible();

  await owner.getByLabel('Titolo').fill('Notizie dal fiume');
  await expect(preview.getByRole('heading', { name: 'Notizie dal fiume' })).toBeVisible();
  await owner.getByRole('button', { name: 'Aggiungi un campo' }).click();
  await owner.getByRole('menuitem', { name: 'Cognome' }).click();
  // Order by keyboard: the last field goes up one place.
  await owner.getByRole('button', { name: 'Sposta su «Cognome»' }).focus();
  await owner.keyboard.press('Enter');
  await expect(preview.locator('input[name="last-name"] ~ *, label').nth(1)).toContainText('Cognome');
  await owner.getByLabel('Chiedi anche il consenso al tracciamento individuale').check();
  await expect(preview.getByText('Acconsento che si rilevi')).toBeVisible();

  await owner.getByLabel('Informativa breve').fill('Tranquilli.');
  await expect(owner.getByText('L’informativa deve nominare il servizio esterno')).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Pubblica' })).toBeDisabled();
  await owner.getByRole('button', { name: 'Rimetti il testo previsto' }).click();
  await expect(owner.getByText('Tutto a posto: si può pubblicare.')).toBeVisible();
  await owner.getByRole('button', { name: 'Pubblica' }).click();
  await expect(owner.getByText('Modulo pubblicato').first()).toBeVisible();
});

test('says which sites may carry it, and hands out the codes', async () => {
  await owner.getByRole('link', { name: 'Sul tuo sito' }).click();
  await owner.getByLabel('Siti', { exact: true }).fill('non un sito');
  await owner.getByRole('button', { name: 'Salva i siti' }).click();
  await expect(owner.getByText('«non un sito» non è l’indirizzo di un sito.').first()).toBeVisible();
  await owner.getByLabel('Siti', { exact: true }).fill(`${site.origin}/una/pagina`);
  await owner.getByRole('button', { name: 'Salva i siti' }).click();
  await expect(owner.getByLabel('Siti', { exact: true })).toHaveValue(site.origin);
  const block = owner.getByRole('region', { name: 'Codice: ' });
  const script = (await block.textContent()) ?? '';
  const address = /src="([^"]+)"/.exec(script)?.[1] ?? '';
  publicId = /embed\/(\w+)\.js/.exec(address)?.[1] ?? '';
  expect(publicId).not.toBe('');
  // The page settles after what was saved: a press may meet a place that moves, as a person's may.
  const choose = (name: string) => expect(() => owner.getByLabel(name).check({ timeout: 3000 })).toPass();
  await choose('Riquadro (iframe)');
  const frame = (await block.textContent()) ?? '';
  await choose('HTML semplice');
  const html = (await block.textContent()) ?? '';
  codes = { script: address, origin: new URL(address).origin, frame, html };
});

test('a visitor of a site with a strict policy signs up, and is nobody’s contact yet', async ({ browser }) => {
  const page = await newPage(browser);
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML/i.test(message.text())) refused.push(message.text());
  });
  const address = visitorAddress('ada');
  codes.ada = address;
  await page.goto(`${site.origin}/strict-policy?utm_source=prova`);
  const form = page.locator('postino-form');
  await form.getByRole('button', { name: 'Iscrivimi' }).click();
  await expect(form.getByText('Compila questo campo.')).toBeVisible();
  await expect(form.getByLabel('Indirizzo e-mail')).toBeFocused();
  await expect(form.getByLabel('Indirizzo e-mail')).toHaveAccessibleDescription('Compila questo campo.');
  expect(await violations(page, 'postino-form')).toEqual([]);
  await form.getByLabel('Nome', { exact: false }).first().fill('Ada');
  await form.getByLabel('Acconsento che si rilevi').check();
  await signUpIn(form, address);
  await expect(thanks(form)).toBeVisible();
  await expect(thanks(form)).toBeFocused();
  expect(refused).toEqual([]);
  expect(await stateOf(address)).toEqual({ state: 'pending', site: `${site.origin}/strict-policy` });
  await owner.goto(`/w/${customer.slug}/contacts`);
  await expect(owner.getByText(address)).toHaveCount(0);
  await page.context().close();
});

test('the mail holds nothing that the visitor wrote, and opening its link alone confirms nothing', async ({ page }) => {
  const address = codes.ada ?? '';
  await expect.poll(async () => (await caught(page, address)).length, { timeout: 30_000 }).toBe(1);
  const [mail] = await caught(page, address);
  expect(mail?.subject).toContain('Conferma l’iscrizione');
  expect(`${mail?.text}${mail?.html}`).not.toContain('Ada');
  const link = mail?.links.find((one) => one.includes('/f/confirm/')) ?? '';
  codes.link = link;
  await page.goto(link);
  await expect(page.getByRole('button', { name: 'Confermo l’iscrizione' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect((await stateOf(address))?.state).toBe('pending');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Iscrizione confermata' })).toBeVisible();
  expect((await stateOf(address))?.state).toBe('confirmed');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Eri già iscritto' })).toBeVisible();
  await page.goto(link.replace(/.{3}$/, 'AAA'));
  await expect(page.getByRole('heading', { name: 'Questo collegamento non è valido' })).toBeVisible();
});

test('the owner finds the contact with its evidence', async () => {
  const address = codes.ada ?? '';
  await owner.goto(base);
  await owner.getByRole('row', { name: new RegExp(name) }).click();
  await expect(owner.getByRole('table', { name: 'Iscrizioni' })).toContainText(address);
  await owner.getByRole('link', { name: address }).click();
  await expect(owner.getByRole('heading', { name: /Ada|visitatori/ }).first()).toBeVisible();
  const consents = owner.locator('main, body').first();
  await expect(consents).toContainText('Voglio ricevere le comunicazioni');
  await expect(consents).toContainText(name);
  await expect(consents).toContainText(`${site.origin}/strict-policy`);
});

for (const [page, what] of [
  ['hostile-style', 'whose style hides and undoes everything'],
  ['broken-prototypes', 'whose scripts broke the language and clean up strangers'],
  ['page-in-a-form', 'that is one form, eats keys and points elsewhere'],
  ['old-charset', 'of 1999, in another charset'],
] as const) {
  test(`it stands and works on a page ${what}`, async ({ browser }) => {
    const visitor = await newPage(browser);
    await visitor.goto(`${site.origin}/${page}`);
    const form = visitor.locator('postino-form');
    const button = form.getByRole('button', { name: 'Iscrivimi' });
    await expect(button).toBeVisible();
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThan(40);
    expect(box?.width).toBeGreaterThan(100);
    const colour = await button.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(colour).toBe('rgb(47, 77, 192)');
    await expect(form.getByText('è', { exact: false }).first()).toHaveCount(0);
    const address = visitorAddress(page);
    // By keys, which some of these pages try to eat.
    await form.getByLabel('Indirizzo e-mail').focus();
    await visitor.keyboard.type(address);
    await form.getByLabel('Voglio ricevere le comunicazioni').focus();
    await visitor.keyboard.press('Space');
    await button.focus();
    await visitor.keyboard.press('Enter');
    await expect(thanks(form)).toBeVisible({ timeout: 20_000 });
    expect(await stateOf(address)).toEqual({ state: 'pending', site: `${site.origin}/${page}` });
    expect(await visitor.title()).not.toMatch(/eaten|posted/);
    await visitor.context().close();
  });
}

test('in a frame it grows to its content, and other sites may not frame it', async ({ browser }) => {
  const visitor = await newPage(browser);
  codes.code = codes.frame ?? '';
  await visitor.goto(`${site.origin}/frame`);
  const frame = visitor.frameLocator('iframe');
  const address = visitorAddress('riquadro');
  await expect(frame.getByRole('button', { name: 'Iscrivimi' })).toBeVisible();
  await expect
    .poll(() => visitor.locator('iframe').evaluate((element) => (element as HTMLIFrameElement).clientHeight))
    .not.toBe(640);
  expect(await violations(visitor)).toEqual([]);
  await signUpIn(frame, address);
  await expect(thanks(frame)).toBeVisible();
  expect((await stateOf(address))?.state).toBe('pending');
  // The same page by another name is another site.
  await visitor.goto(`${site.origin.replace('localhost', '127.0.0.1')}/frame`);
  await expect(frame.getByRole('button', { name: 'Iscrivimi' })).toHaveCount(0);
  await visitor.context().close();
});

test('on a site that is not allowed it says so, to the visitor and to the site’s owner', async ({ browser }) => {
  const visitor = await newPage(browser);
  const said: string[] = [];
  visitor.on('console', (message) => said.push(message.text()));
  const stranger = site.origin.replace('localhost', '127.0.0.1');
  await visitor.goto(`${stranger}/old-charset`);
  const form = visitor.locator('postino-form');
  await form.getByLabel('Indirizzo e-mail').fill('x@visitatori.example');
  await expect(form.getByText(`Questo modulo non può stare su ${stranger}`)).toBeVisible();
  expect(said.join('\n')).toContain('siti ammessi');
  await visitor.context().close();
});

test('as plain HTML it works without any script, and keeps what was filled in', async ({ browser }) => {
  const visitor = await newPage(browser, { javaScriptEnabled: false });
  codes.code = codes.html ?? '';
  const address = visitorAddress('senza-script');
  await visitor.goto(`${site.origin}/plain`);
  await visitor.getByLabel('Nome').last().fill('Bruna');
  await visitor.getByLabel('Indirizzo e-mail').fill(`${address}@due`);
  await visitor.getByLabel('Voglio ricevere le comunicazioni').check();
  await visitor.locator('form').evaluate((form) => form.setAttribute('novalidate', ''));
  await visitor.getByRole('button', { name: 'Iscrivimi' }).click();
  await expect(visitor.getByText('Questo non sembra un indirizzo e-mail')).toBeVisible();
  await expect(visitor.getByLabel('Voglio ricevere le comunicazioni')).toBeChecked();
  await expect(visitor.getByLabel('Nome').last()).toHaveValue('Bruna');
  await visitor.getByLabel('Indirizzo e-mail').fill(address);
  // Nobody mends a form in less than two seconds: sooner, it is asked to be sent once more.
  await expect(async () => {
    await visitor.getByRole('button', { name: 'Iscrivimi' }).click();
    await expect(thanks(visitor)).toBeVisible({ timeout: 1500 });
  }).toPass();
  expect((await stateOf(address))?.state).toBe('pending');
  await visitor.context().close();
  // The page of a refusal, held to axe in a browser that can run it.
  const sighted = await newPage(browser);
  await sighted.goto(`${site.origin}/plain`);
  await sighted.locator('form').evaluate((form: HTMLFormElement) => form.submit());
  await expect(sighted.getByText('Controlla i campi segnati')).toBeVisible();
  expect(await violations(sighted)).toEqual([]);
  await sighted.context().close();
});

test('on its own page it is filled in with the keyboard alone, and sound at any width', async ({ browser }) => {
  const visitor = await newPage(browser, { viewport: { width: 360, height: 740 } });
  await visitor.goto(`/f/${publicId}`);
  await expect(visitor.locator('postino-form')).toBeVisible();
  expect(await violations(visitor)).toEqual([]);
  const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await visitor.evaluate(sideways)).toBeLessThanOrEqual(0);
  const address = visitorAddress('tastiera');
  await visitor.keyboard.press('Tab');
  await visitor.keyboard.type(address);
  for (let count = 0; count < 3; count++) await visitor.keyboard.press('Tab');
  await visitor.keyboard.press('Space');
  await visitor.keyboard.press('Enter');
  await expect(thanks(visitor)).toBeVisible({ timeout: 20_000 });
  expect(await stateOf(address)).toEqual({ state: 'pending', site: expect.stringContaining(`/f/${publicId}`) });
  await visitor.context().close();
});

test('what is withdrawn says that it is closed, wherever it stands', async ({ browser }) => {
  await owner.goto(base);
  await owner.getByRole('button', { name: `Azioni per ${name}` }).click();
  await owner.getByRole('menuitem', { name: 'Ritira…' }).click();
  await owner.getByRole('button', { name: 'Ritira il modulo' }).click();
  await expect(owner.getByText('Modulo ritirato').first()).toBeVisible();
  const visitor = await newPage(browser);
  await visitor.goto(`/f/${publicId}`);
  await expect(visitor.getByRole('heading', { name: 'Questo modulo è chiuso' })).toBeVisible();
  expect(await violations(visitor)).toEqual([]);
  await visitor.goto(`${site.origin}/old-charset`);
  await expect(visitor.locator('postino-form')).toContainText('non raccoglie iscrizioni');
  await visitor.context().close();
});
