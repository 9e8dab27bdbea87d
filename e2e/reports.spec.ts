import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { uuid7 } from '#server/lib/uuid.ts';
import { newBlock } from '#shared/document/new-block.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import { type Customer, makeCustomer } from './customer.ts';
import { signIn } from './demo.ts';
import { anHourPasses, withDatabase } from './installation.ts';
import { caught, headerOf } from './mail.ts';

/**
 * What becomes of a message once it is sent: read, clicked, forwarded to a friend, agreed to; and what its sender can see of
 * that. One story over real SMTP, because each chapter stands on the one before.
 */
test.describe.configure({ mode: 'serial' });

const run = Date.now().toString(36);
const [first, second] = [`Primo numero ${run}`, `Secondo numero ${run}`];
const browserAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const names = ['Anna', 'Bruno', 'Carla', 'Dario', 'Elena', 'Franco'];

let customer: Customer;
let page: Page;
let reader: Page;
const campaigns: Record<string, string> = {};
const base = () => `/w/${customer.slug}`;
const reportOf = (name: string) => `${base()}/campaigns/${campaigns[name]}/report`;

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'it-IT', userAgent: browserAgent });
  return context.newPage();
}

/** Six readers who agreed to being followed, three of them in a group below another. */
async function makeContacts(): Promise<void> {
  await withDatabase((db) =>
    db.query(
      `WITH w AS (SELECT id FROM workspaces WHERE slug = $1),
         g AS (INSERT INTO groups ("workspaceId", id, name) SELECT id, gen_random_uuid(), 'Soci' FROM w RETURNING *),
         k AS (INSERT INTO groups ("workspaceId", id, "parentId", name) SELECT "workspaceId", gen_random_uuid(), id, 'Giovani' FROM g RETURNING *),
         c AS (INSERT INTO contacts ("workspaceId", id, address, "addressKey", "firstName", "lastName", "trackOpens", "trackClicks")
           SELECT w.id, gen_random_uuid(), lower(n) || $2, lower(n) || $2, n, 'Rossi', 'individual', 'individual' FROM w, unnest($3::text[]) n RETURNING *),
         s AS (INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis)
           SELECT c."workspaceId", c.id, t.id, 'subscribed', now(), 'consent' FROM c JOIN topics t ON t."workspaceId" = c."workspaceId")
       INSERT INTO group_members ("workspaceId", "groupId", "contactId") SELECT c."workspaceId", k.id, c.id FROM c, k WHERE c."firstName" < 'D'`,
      [customer.slug, `.${run}@lettori.example`, names],
    ),
  );
}

/** A draft whose buttons lead to two pages, to the browser's view, to the friend's and to the consent's page. */
async function makeCampaign(name: string): Promise<void> {
  const button = newBlock('button', 'b', 'it');
  if (button.type !== 'button') throw new Error('not a button');
  const site = `https://www.${customer.domain}`;
  const buttons = [
    ['Prenota', `${site}/prenota`],
    ['Mappa', `${site}/mappa`],
    ['Leggi nel browser', '{{ link.view }}'],
    ['Inoltra a un amico', '{{ link.forward }}'],
    ['Di’ la tua', '{{ link.consent }}'],
  ];
  const blocks = buttons.map(([label = '', href = ''], at) => ({ ...button, id: `b${at}`, label, href }));
  const id = uuid7();
  campaigns[name] = id;
  await withDatabase((db) =>
    db.query(
      `INSERT INTO campaigns ("workspaceId", id, name, state, "stateAt", subject, "fromName", "fromAddress", "topicId", document)
       SELECT w.id, $5, $2, 'draft', now(), 'Ciao {{ contact.firstName | "lettore" }}: ' || $2, 'Redazione', 'ciao@' || $3, t.id, $4
       FROM workspaces w JOIN topics t ON t."workspaceId" = w.id WHERE w.slug = $1`,
      [customer.slug, name, customer.domain, JSON.stringify({ ...emptyDocument('it'), blocks }), id],
    ),
  );
}

async function sendOff(name: string): Promise<void> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post('/api/trpc/campaigns.schedule', {
    headers: { origin, 'x-postino-surface': 'portal', 'x-postino-workspace': customer.slug },
    data: { json: { id: campaigns[name], at: null } },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const state = () =>
    withDatabase(
      async (db) => (await db.query('SELECT state FROM campaigns WHERE id = $1', [campaigns[name]])).rows[0]?.state,
    );
  await expect.poll(state, { timeout: 60_000 }).toBe('finished');
  await anHourPasses(campaigns[name] ?? '');
}

const get = (url: string) => reader.request.get(url, { headers: { 'user-agent': browserAgent }, maxRedirects: 0 });
/** The message that somebody got, by their first name. */
async function mailTo(who: string, subject: string) {
  const found = (await caught(page, subject)).find((mail) => [mail.to].flat().join().startsWith(who.toLowerCase()));
  if (!found) throw new Error(`no message for ${who}`);
  return found;
}
const pixelOf = (html: string | null) =>
  /src="([^"]*\/t\/o\/[^"]*)"/.exec(html ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
const linksOf = (links: string[], path: string) => links.filter((link) => link.includes(path));

test.beforeAll(async ({ browser }) => {
  customer = await makeCustomer('rapporti');
  page = await newPage(browser);
  reader = await newPage(browser);
  await signIn(page, 'portal', customer.people.owner);
  await makeContacts();
  for (const name of [first, second]) {
    await makeCampaign(name);
    await sendOff(name);
  }
});
test.afterAll(async () => {
  await page.context().close();
  await reader.context().close();
});

test('readers open, follow links, and read in the browser', async () => {
  for (const who of ['Anna', 'Bruno', 'Dario']) await get(pixelOf((await mailTo(who, second)).html));
  await get(pixelOf((await mailTo('Anna', first)).html));
  const anna = await mailTo('Anna', second);
  const [book = '', map = ''] = linksOf(anna.links, '/t/c/');
  expect((await get(book)).headers().location).toContain('/prenota');
  expect((await get(map)).headers().location).toContain('/mappa');
  expect((await get(linksOf((await mailTo('Dario', second)).links, '/t/c/')[0] ?? '')).status()).toBe(302);
  await reader.goto(linksOf(anna.links, '/v/')[0] ?? '');
  await expect(reader.getByRole('link', { name: 'Prenota' })).toBeVisible();
  expect(await reader.evaluate(() => window.origin)).toBe('null');
});

test('a reader passes the message on; the friend gets nothing of the reader’s', async () => {
  const anna = await mailTo('Anna', second);
  const page = linksOf(anna.links, '/t/f/')[0] ?? '';
  await reader.goto(page);
  await expect(reader.getByRole('heading', { name: 'Inoltra questo messaggio a un amico' })).toBeVisible();
  await expect(reader.frameLocator('iframe').getByText('Anna Rossi ti ha inoltrato')).toBeVisible();
  await reader.getByLabel('Indirizzo del tuo amico').fill('non-un-indirizzo');
  await reader.keyboard.press('Enter');
  await expect(reader.getByRole('alert')).toContainText('Controllalo e riprova');
  await reader.getByLabel('Indirizzo del tuo amico').fill(`amico.${run}@fuori.example`);
  await reader.getByRole('button', { name: 'Inoltra il messaggio' }).click();
  await expect(reader.getByRole('heading', { name: 'Fatto: lo stiamo inoltrando' })).toBeVisible();
  const forwarded = async () => (await caught(reader, `amico.${run}`)).length;
  await expect.poll(forwarded, { timeout: 240_000 }).toBe(1);
  const [mail] = await caught(reader, `amico.${run}`);
  expect(mail?.subject).toBe(`Inoltrato: Ciao lettore: ${second}`);
  expect(`${mail?.html} ${mail?.text}`).not.toMatch(/\/t\/[oc]\/|\/u\/|\/v\/|anna\./);
  expect(mail?.links.some((link) => link.startsWith(`https://www.${customer.domain}/prenota`))).toBe(true);
  await reader.goto(/<([^>]+)>/.exec(mail ? headerOf(mail, 'List-Unsubscribe') : '')?.[1] ?? '');
  await expect(reader.getByRole('heading', { name: 'Non sei iscritto a niente' })).toBeVisible();
  await reader.getByRole('button', { name: 'Non voglio altri messaggi inoltrati' }).click();
  await expect(reader.getByText('nessuno ti inoltrerà altri messaggi')).toBeVisible();
});

test('consent to tracking is asked by a page, given by its button and taken back from it', async () => {
  const elena = await mailTo('Elena', second);
  const tracking = () =>
    withDatabase(async (db) => {
      const { rows } = await db.query(
        `SELECT "trackOpens" AS level, "trackSource" AS source FROM contacts WHERE address LIKE 'elena.%' AND address LIKE $1`,
        [`%${run}%`],
      );
      return rows[0];
    });
  await reader.goto(`${linksOf(elena.links, '/u/')[0]?.split('?')[0]}?tracking`);
  await reader.getByRole('button', { name: 'Continua a ricevere senza essere tracciato' }).click();
  expect(await tracking()).toEqual({ level: 'off', source: 'link' });
  await reader.goto(linksOf(elena.links, '?consent')[0] ?? '');
  expect(await tracking()).toEqual({ level: 'off', source: 'link' });
  await reader.getByRole('button', { name: 'Sì, acconsento' }).click();
  await expect(reader.getByText('la tua scelta è registrata')).toBeVisible();
  expect(await tracking()).toEqual({ level: 'individual', source: 'link' });
});

test('the report says who read, beside the campaign before', async () => {
  await page.goto(reportOf(second));
  await expect(page.getByText('I conti tornano')).toBeVisible();
  await expect(
    page.getByText('3 di 6', { exact: false }).or(page.getByText('su 6 tracciabili').first()).first(),
  ).toBeVisible();
  await expect(page.getByText(/precedente: 16,7/).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Letture: certe e possibili' })).toBeVisible();
  await expect(page.getByText('Inoltri', { exact: true })).toBeVisible();
  await page
    .getByRole('button', { name: 'Come si calcola: Inoltri' })
    .or(page.getByRole('button', { name: /Inoltri/ }))
    .first()
    .click();
  await expect(page.getByText('gli amici non si vedono mai')).toBeVisible();
});

test('every figure can be narrowed to a group with those below it, and back', async () => {
  await page.goto(reportOf(second));
  await page.getByRole('button', { name: 'Gruppo' }).click();
  await page.getByRole('menuitemradio', { name: 'Soci' }).click();
  await expect(page.getByText('Ogni cifra è dei soli destinatari scelti')).toBeVisible();
  await expect(page.getByText('su 3 tracciabili').first()).toBeVisible();
  await page.getByRole('link', { name: /^Destinatari/ }).click();
  await expect(page.getByText('Carla Rossi')).toBeVisible();
  await expect(page.getByText('Dario Rossi')).toBeHidden();
  await page.getByRole('button', { name: 'Togli i filtri' }).click();
  await expect(page.getByText('Dario Rossi')).toBeVisible();
});

test('clicks are drawn on the message that was sent', async () => {
  await page.goto(`${reportOf(second)}?tab=links`);
  const frame = page.frameLocator('iframe');
  const mark = (label: string) =>
    frame.getByRole('link', { name: label }).evaluate((link) => getComputedStyle(link, '::after').content);
  await expect.poll(() => mark('Prenota')).toContain('33,3 % · 2');
  await page.getByRole('button', { name: 'Clic', exact: true }).click();
  await expect.poll(() => mark('Prenota')).toContain('66,7 % · 2');
  await page.getByRole('button', { name: 'Mostra' }).last().click();
  await page.getByRole('link', { name: 'Chi sono' }).first().click();
  await expect(page.getByText('Anna Rossi')).toBeVisible();
  await expect(page.getByText('Bruno Rossi')).toBeHidden();
});

test('campaigns are put side by side', async () => {
  await page.goto(`${reportOf(second)}?tab=compare&with=${campaigns[first]}`);
  const table = page.getByRole('region', { name: 'Confronto tra campagne' });
  await expect(table.getByRole('columnheader', { name: first })).toBeVisible();
  const line = table.getByRole('row', { name: /^Letture/ });
  await expect(line).toContainText('50');
  await expect(line).toContainText('16,7');
});

test('its recipients leave as a file, and the report as a page to print', async () => {
  await page.goto(reportOf(second));
  await page.getByRole('button', { name: 'Esporta' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Destinatari in CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(7);
  expect(text).toContain('/prenota');
  await page.getByRole('button', { name: 'Esporta' }).click();
  await page.getByRole('menuitem', { name: 'Versione da stampare' }).click();
  await expect(page.getByRole('button', { name: 'Stampa' })).toBeEnabled();
  await expect(page.getByRole('heading', { name: 'Per fornitore di posta' })).toBeVisible();
});

test('the settings say what each level tells, and begin the message that asks', async () => {
  await page.goto(`${base()}/settings/tracking`);
  await expect(page.getByText('Su 6 destinatari seguiti')).toBeVisible();
  await expect(page.getByText('6 contatti', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Chiedi il consenso al tracciamento' }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}\/edit/);
  await expect(page.getByText('Ci aiuti a scriverti meglio?').first()).toBeVisible();
});
