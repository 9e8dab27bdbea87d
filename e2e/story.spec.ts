import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { signIn } from './demo.ts';
import { anHourPasses, operator, withDatabase } from './installation.ts';
import { caught, headerOf } from './mail.ts';

/**
 * The path of one newsletter, as people go it: sold, activated, imported, written, sent over real SMTP, read, clicked,
 * counted, left. One story, because each chapter stands on the one before.
 */
// Its own names each time, so that the story can be told twice to the same installation.
const run = Date.now().toString(36);
const company = `Cooperativa ${run}`;
const domain = `cooperativa-${run}.example`;
const subject = `il primo numero di ${run}`;
const customer = { username: `nadia.${run}`, password: 'una frase abbastanza lunga' };
const seller = { username: `vendite.${run}`, password: 'un’altra frase abbastanza lunga' };
const mailClient = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0';
const browserAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** 500 rows: 480 people, and 20 that can't be taken, of several kinds. */
function csv(): string {
  const good = Array.from(
    { length: 480 },
    (_, n) => `persona${n}@lettori.example;Nome${n};D’Angelo ${n};Città ${n % 7}`,
  );
  const bad = [
    ...Array.from({ length: 6 }, (_, n) => `senza-chiocciola-${n};A;B;C`),
    ...Array.from({ length: 4 }, (_, n) => `due@@chiocciole${n}.example;A;B;C`),
    ...Array.from({ length: 4 }, (_, n) => `persona${n}@lettori.example;Doppio;B;C`),
    ...Array.from({ length: 3 }, () => `=CMD|calc;A;B;C`),
    ...Array.from({ length: 3 }, (_, n) => `corta${n}@lettori.example;A`),
  ];
  return ['E-mail;Nome;Cognome;Comune', ...good.slice(0, 240), ...bad, ...good.slice(240), ''].join('\r\n');
}

let activationUrl = '';
let base = '';
let campaignId = '';
let page: Page;
let staff: Page;

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  page = await newPage(browser);
  staff = await newPage(browser);
});
test.afterAll(async () => {
  await page.context().close();
  await staff.context().close();
});

test('staff made by command choose their own password first', async () => {
  const { password } = operator<{ password: string }>(
    ...['staff', 'create', '--username', seller.username, '--email', `vendite@${domain}`, '--role', 'administrator'],
  );
  await signIn(staff, 'console', seller.username, password);
  await staff.goto('/admin/purchases');
  await expect(staff.getByText('È ora di cambiare la password')).toBeVisible();
  await staff.getByLabel('Password attuale').fill(password);
  await staff.getByLabel('Nuova password').fill(seller.password);
  await staff.getByRole('button', { name: 'Cambia password' }).click();
  await expect(staff).toHaveURL(/\/admin\/today/);
});

test('staff record a sale and get the activation link', async () => {
  await staff.goto('/admin/purchases');
  await staff.getByRole('button', { name: 'Nuovo acquisto' }).first().click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel('E-mail di chi attiva').fill(`nadia@${domain}`);
  await dialog.getByLabel('Nome del cliente').fill(company);
  await dialog.getByRole('button', { name: 'Registra l’acquisto' }).click();
  activationUrl = await dialog.getByLabel('Link di attivazione', { exact: true }).inputValue();
  expect(activationUrl).toMatch(/\/activate\//);
  await expect.poll(async () => (await caught(page, `nadia@${domain}`)).length).toBeGreaterThan(0);
  const [mail] = await caught(page, `nadia@${domain}`);
  expect(mail?.text ?? '').toContain(activationUrl);
});

test('the customer activates it and is in', async () => {
  await page.goto(activationUrl);
  await page.getByLabel('Nome dell’azienda o dell’ente').fill(company);
  await page.getByLabel('Nome e cognome').fill('Nadia Alba');
  await page.getByLabel('E-mail', { exact: true }).fill(`nadia@${domain}`);
  await page.getByLabel('Codice fiscale').fill('92047380131');
  await page.getByLabel('Nome utente').fill(customer.username);
  await page.getByLabel('Password').fill(customer.password);
  await page.getByRole('checkbox', { name: /Accetto le/ }).check();
  await page.getByRole('checkbox', { name: /Accetto l’/ }).check();
  await page.getByRole('button', { name: 'Attiva e accedi' }).click();
  await page.waitForURL(/\/w\/cooperativa-/);
  base = new URL(page.url()).pathname;
  await expect(page.getByRole('heading', { name: 'Oggi' })).toBeVisible();
});

test('the link works once', async ({ browser }) => {
  const other = await newPage(browser);
  await other.goto(activationUrl);
  await expect(other.getByText('Questo acquisto è già attivo')).toBeVisible();
  await other.context().close();
  await page.goto(activationUrl);
  await page.getByRole('link', { name: 'Vai al tuo spazio' }).click();
  await expect(page).toHaveURL(new RegExp(`${base}$`));
});

test('a second login ends the first, which is told why', async ({ browser }) => {
  const other = await newPage(browser);
  await signIn(other, 'portal', customer.username, customer.password);
  await page.goto(`${base}/contacts`);
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText('Hai aperto una sessione da un’altra postazione')).toBeVisible();
  await other.context().close();
  await signIn(page, 'portal', customer.username, customer.password);
});

test('the customer names its domain and staff verify it', async () => {
  await page.goto(`${base}/settings/domains`);
  await page.getByLabel('Dominio', { exact: true }).fill(domain);
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click();
  await expect(page.getByText('In attesa di verifica')).toBeVisible();
  await staff.goto(`/admin/customers?q=${run}`);
  await staff.getByRole('link', { name: company }).first().click();
  await staff.getByRole('button', { name: 'Verifica il dominio' }).click();
  await staff
    .getByRole('dialog')
    .or(staff.getByRole('alertdialog'))
    .getByRole('button', { name: 'Verifica il dominio' })
    .click();
  await expect(staff.getByText('Verificato', { exact: true })).toBeVisible();
});

test('individual tracking is chosen with its basis', async () => {
  await page.goto(`${base}/settings/tracking`);
  for (const group of ['Letture', 'Clic'])
    await page
      .getByRole('radiogroup', { name: group })
      .getByRole('radio', { name: /^Individuale/ })
      .check();
  await page.getByLabel('Base giuridica dichiarata').fill('Casella separata sul modulo del sito, raccolta dal 2024.');
  await page.getByRole('button', { name: 'Salva' }).click();
  await expect(page.getByText(/^Salvato/)).toBeVisible();
});

test('500 rows are imported, and the 20 bad ones are told apart', async () => {
  await page.goto(`${base}/contacts/import`);
  await page.getByRole('button', { name: 'Non ne ho una' }).click();
  await expect(page.getByText('Trascina qui il file, o sceglilo')).toBeVisible();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'lettori.csv', mimeType: 'text/csv', buffer: Buffer.from(csv()) });
  await page.getByLabel('Da dove viene il loro consenso').fill('Iscritti allo sportello, modulo firmato.');
  await page.getByRole('button', { name: 'Fai una prova' }).click();
  await expect(page.getByText('Prova finita: niente è ancora cambiato.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Importa 480 contatti' }).click();
  await expect(page.getByText('Importazione finita.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('già presente nello stesso file')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Scarica le 20 righe/ }).click();
  const rejected = readFileSync(await (await download).path(), 'utf8');
  expect(rejected.trim().split('\n')).toHaveLength(21);
  expect(rejected).not.toMatch(/(^|;|,)=CMD/m);
});

test('a campaign is written, with an image and variables', async () => {
  await page.goto(`${base}/campaigns`);
  await page.getByRole('button', { name: 'Nuova campagna' }).first().click();
  await page.getByRole('dialog').getByLabel('Nome').fill('Primo numero');
  await page.getByRole('radio', { name: 'Foglio bianco' }).click();
  await page.getByRole('button', { name: 'Crea la bozza' }).click();
  await page.waitForURL(/\/campaigns\/([0-9a-f-]{36})\/edit/);
  campaignId = /campaigns\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.getByLabel('Oggetto', { exact: true }).fill(`{{ contact.firstName | "Ciao" }}, ${subject}`);
  await page.getByLabel('Anteprima nella casella').fill('Che cosa c’è di nuovo in cooperativa');
  await page.getByLabel('Nome del mittente').fill(company);
  await page.getByLabel('Indirizzo del mittente').fill(`notizie@${domain}`);
  const canvas = page.getByRole('region', { name: 'Il messaggio' });
  await page.getByRole('button', { name: 'Testo', exact: true }).click();
  await canvas.getByRole('textbox', { name: 'Testo' }).last().click();
  await page.keyboard.type('Buongiorno ');
  await page.getByRole('button', { name: 'Inserisci una variabile' }).last().click();
  await page.getByRole('menuitem', { name: 'cognome' }).click();
  const picture = await sharp({ create: { width: 640, height: 320, channels: 3, background: '#2f5d8a' } })
    .png()
    .toBuffer();
  await page.getByRole('button', { name: 'Immagine', exact: true }).click();
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'alba.png', mimeType: 'image/png', buffer: picture });
  await page.getByLabel('Testo alternativo').fill('L’alba sulla cooperativa');
  await page.getByRole('button', { name: 'Pulsante', exact: true }).click();
  await canvas.getByLabel('Testo del pulsante').last().fill('Leggi tutto');
  await page.getByLabel('Porta a').last().fill(`https://www.${domain}/primo-numero`);
  await expect(page.getByText(/^Salvato/)).toBeVisible();
});

test('two tabs that write the same campaign are told, and neither loses its words', async () => {
  const other = await page.context().newPage();
  await other.goto(`${base}/campaigns/${campaignId}/edit`);
  const preheader = (tab: Page) => tab.getByLabel('Anteprima nella casella');
  await expect(preheader(other)).toHaveValue('Che cosa c’è di nuovo in cooperativa');
  const stored = () =>
    withDatabase(
      async (db) => (await db.query('SELECT preheader FROM campaigns WHERE id = $1', [campaignId])).rows[0]?.preheader,
    );
  await preheader(page).fill('Le novità della cooperativa');
  await expect.poll(stored).toBe('Le novità della cooperativa');
  await preheader(other).fill('Le ultime dalla cooperativa');
  await expect(other.getByText('Qualcun altro ha salvato questa campagna').first()).toBeVisible();
  await expect(preheader(other)).toHaveValue('Le ultime dalla cooperativa');
  await other.getByRole('button', { name: 'Tieni la mia' }).click();
  await expect.poll(stored).toBe('Le ultime dalla cooperativa');
  await other.close();
});

test('preflight is clean and the campaign goes out', async () => {
  await page.goto(`${base}/campaigns/${campaignId}/review`);
  await page.getByRole('button', { name: 'Invia a 480 contatti' }).click();
  await page
    .getByRole('dialog')
    .or(page.getByRole('alertdialog'))
    .getByRole('button', { name: 'Invia a 480 contatti' })
    .click();
  await expect
    .poll(
      () =>
        withDatabase(
          async (db) => (await db.query('SELECT state FROM campaigns WHERE id = $1', [campaignId])).rows[0]?.state,
        ),
      { timeout: 60_000 },
    )
    .toBe('finished');
});

test('exactly the eligible recipients have it, each with their own values', async () => {
  const messages = await caught(page, subject);
  expect(messages).toHaveLength(480);
  const recipients = new Set(messages.map((message) => [message.to].flat().join()));
  expect(recipients.size).toBe(480);
  for (const message of messages.slice(0, 40)) {
    const number = /persona(\d+)@/.exec([message.to].flat().join())?.[1];
    expect(message.subject).toBe(`Nome${number}, ${subject}`);
    expect(headerOf(message, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  }
});

test('opens and clicks are told apart by who made them', async () => {
  await anHourPasses(campaignId);
  const [reader, apple, scanner] = await caught(page, subject);
  const pixelOf = (html: string | null | undefined) =>
    /src="([^"]*\/t\/o\/[^"]*)"/.exec(html ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
  const get = (url: string, agent: string) =>
    page.request.get(url, { headers: { 'user-agent': agent }, maxRedirects: 0 });
  await get(pixelOf(reader?.html), mailClient);
  const link = reader?.links.find((one) => one.includes('/t/c/')) ?? '';
  const click = await get(link, browserAgent);
  expect(click.status()).toBe(302);
  expect(click.headers().location).toContain(domain);
  await get(pixelOf(apple?.html), 'Mozilla/5.0');
  await get(scanner?.links.find((one) => one.includes('/t/c/')) ?? '', 'Barracuda Sentinel (EE)');
  const classes = await withDatabase(async (db) => {
    const { rows } = await db.query(
      'SELECT kind, class FROM events WHERE "campaignId" = $1 AND "contactId" IS NOT NULL ORDER BY id',
      [campaignId],
    );
    return rows.map((row: { kind: string; class: string }) => `${row.kind} ${row.class}`);
  });
  expect(classes).toEqual(['open likely-human', 'click likely-human', 'open unknowable', 'click machine']);
  await page.goto(`${base}/campaigns/${campaignId}/report`);
  await expect(page.getByText('I conti tornano')).toBeVisible();
  await expect(page.getByText('480').first()).toBeVisible();
});

test('one click unsubscribes, a look at the page does not', async () => {
  const [, , , leaver] = await caught(page, subject);
  const url = /<(https?:[^>]+)>/.exec(leaver ? headerOf(leaver, 'List-Unsubscribe') : '')?.[1] ?? '';
  await page.request.get(url);
  const states = () =>
    withDatabase(async (db) => {
      const { rows } = await db.query(
        `SELECT s.state, count(*)::int AS n FROM subscriptions s JOIN campaigns c ON c."workspaceId" = s."workspaceId" WHERE c.id = $1 GROUP BY 1`,
        [campaignId],
      );
      return Object.fromEntries(rows.map((row: { state: string; n: number }) => [row.state, row.n]));
    });
  expect(await states()).toEqual({ subscribed: 480 });
  const answer = await page.request.post(url, { form: { 'List-Unsubscribe': 'One-Click' } });
  expect(answer.status()).toBe(200);
  expect(await states()).toEqual({ subscribed: 479, unsubscribed: 1 });
});

test('the next campaign leaves that contact out and says why', async () => {
  await page.goto(`${base}/campaigns`);
  await page.getByRole('button', { name: 'Altro per Primo numero' }).first().click();
  await page.getByRole('menuitem', { name: 'Duplica' }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}\/edit/);
  const copy = /campaigns\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(`${base}/campaigns/${copy}/review`);
  await expect(page.getByText('479 destinatari', { exact: true })).toBeVisible();
  await expect(page.getByText('Un contatto resta fuori')).toBeVisible();
  await expect(page.getByText('disiscritti').first()).toBeVisible();
});
