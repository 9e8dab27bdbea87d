import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Customer, makeCustomer, makeStaff } from './customer.ts';
import { signIn } from './demo.ts';
import { withDatabase } from './installation.ts';
import { caught } from './mail.ts';

/**
 * The people around one customer: its owner, whoever is invited, the provider's staff who come in by an access, and a marketplace that
 * sells to the next one. One story, because each chapter stands on the one before.
 */
const run = Date.now().toString(36);
const invited = { username: `rita.${run}`, name: 'Rita Sala', email: `rita.${run}@posta.example` };
const password = 'quattro gatti sul tetto rosso';
const purpose = 'Controllo l’ultima importazione';
const market = `Mercato ${run}`;

let customer: Customer;
let base = '';
let owner: Page;
let guest: Page;
let staff: Page;

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  customer = await makeCustomer('persone');
  base = `/w/${customer.slug}`;
  [owner, guest, staff] = [await newPage(browser), await newPage(browser), await newPage(browser)];
  await signIn(owner, 'portal', customer.people.owner);
  await signIn(staff, 'console', await makeStaff('administrator'));
});
test.afterAll(async () => {
  for (const page of [owner, guest, staff]) await page.context().close();
});

/** The customer's page in the console. */
async function atCustomer(page: Page): Promise<void> {
  const id = await withDatabase(async (db) => {
    const { rows } = await db.query('SELECT id FROM workspaces WHERE slug = $1', [customer.slug]);
    return String(rows[0]?.id);
  });
  await page.goto(`/admin/customers/${id}`);
}

test('an owner invites somebody, who registers from the mail and finds what the role allows', async ({ browser }) => {
  await owner.goto(`${base}/settings/members`);
  await owner.getByRole('button', { name: 'Invita una persona' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(invited.email);
  await dialog.getByRole('radio', { name: 'Analisi' }).click();
  await dialog.getByRole('button', { name: 'Manda l’invito' }).click();
  await expect(dialog).toBeHidden();
  await expect(owner.getByRole('heading', { name: 'Inviti in attesa' })).toBeVisible();
  await expect.poll(async () => (await caught(owner, invited.email)).length, { timeout: 20_000 }).toBe(1);
  const link = (await caught(owner, invited.email))[0]?.links.find((url) => url.includes('/invite/')) ?? '';

  await guest.goto(link);
  await expect(guest.getByRole('heading', { level: 1 })).toContainText(customer.slug);
  await guest.getByLabel('Nome e cognome').fill(invited.name);
  await guest.getByLabel('Nome utente').fill(invited.username);
  await guest.getByLabel('Password').fill(password);
  await guest.getByRole('button', { name: 'Accetta ed entra' }).click();
  await expect(guest).toHaveURL(new RegExp(`${base}$`));
  await guest.goto(`${base}/campaigns`);
  await expect(guest.getByRole('heading', { name: 'Campagne', level: 1 })).toBeVisible();
  await expect(guest.getByRole('button', { name: 'Nuova campagna' })).toHaveCount(0);
  await guest.goto(`${base}/settings/audit`);
  await expect(guest.getByText('Questa pagina è riservata a chi è titolare')).toBeVisible();

  const later = await newPage(browser);
  await later.goto(link);
  await expect(later.getByRole('heading', { name: 'Questo invito è già stato accettato' })).toBeVisible();
  await later.context().close();
});

test('who is removed loses everything there at the next request; the last owner can’t leave', async () => {
  await owner.goto(`${base}/settings/members`);
  await expect(owner.getByRole('row', { name: new RegExp(invited.name) })).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Lascia lo spazio di lavoro' })).toBeDisabled();
  await owner.getByRole('button', { name: `Azioni per ${invited.name}` }).click();
  await owner.getByRole('menuitem', { name: 'Togli dallo spazio' }).click();
  await owner
    .getByRole('dialog')
    .getByRole('button', { name: `Togli ${invited.name}` })
    .click();
  // Behind an open dialog nothing has a role: it must be gone before the row can be missed.
  await expect(owner.getByRole('dialog')).toHaveCount(0);
  await expect(owner.getByRole('row', { name: new RegExp(invited.name) })).toHaveCount(0);
  const answer = await guest.request.get(`${base}/campaigns`);
  expect(answer.status()).toBe(404);
});

test('staff come in for a purpose, under a strip that says so, and only as far as they said', async () => {
  await atCustomer(staff);
  await staff.getByRole('button', { name: 'Entra nello spazio di lavoro' }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel('Scopo').fill('breve');
  await dialog.getByRole('button', { name: 'Entra', exact: true }).click();
  await expect(dialog.getByText('Servono almeno 10 caratteri.').first()).toBeVisible();
  await dialog.getByLabel('Scopo').fill(purpose);
  await dialog.getByRole('button', { name: 'Entra', exact: true }).click();
  await expect(staff).toHaveURL(new RegExp(`${base}$`));
  const strip = staff.getByRole('region', { name: /Accesso dello staff/ });
  await expect(strip).toContainText(purpose);
  await staff.goto(`${base}/contacts`);
  await expect(staff.getByRole('heading', { name: 'Contatti', level: 1 })).toBeVisible();
  await expect(staff.getByRole('button', { name: 'Nuovo contatto' })).toHaveCount(0);
  const write = await staff.request.post('/api/trpc/contacts.createAttribute', {
    headers: { 'x-postino-surface': 'console', 'x-postino-workspace': customer.slug },
    data: { json: { label: 'Taglia', type: 'text' } },
  });
  expect(write.status()).toBe(403);
  const upload = await staff.request.post(`/api/w/${customer.slug}/imports`, { data: 'Email\na@b.example\n' });
  expect(upload.status()).toBe(403);
});

test('the customer sees who is inside and why; after “Esci” the way is closed', async () => {
  await owner.goto(base);
  await expect(owner.getByText(purpose)).toBeVisible();
  await staff
    .getByRole('region', { name: /Accesso dello staff/ })
    .getByRole('button', { name: 'Esci' })
    .click();
  await expect(staff).toHaveURL(/\/admin\/customers\//);
  await staff.goto(`${base}/contacts`);
  await expect(staff).toHaveURL(/\/admin\/customers\/.*access=ended/);
  await expect(staff.getByText('Il tuo accesso a questo cliente è finito')).toBeVisible();
  await owner.goto(base);
  await expect(owner.getByText(purpose)).toHaveCount(0);
  await owner.goto(`${base}/settings/audit`);
  const accesses = owner
    .getByRole('region', { name: 'Accessi dello staff' })
    .or(owner.locator('section', { hasText: purpose }));
  await expect(accesses.first()).toContainText(purpose);
  await expect(accesses.first()).toContainText('Non ha cambiato nulla');
});

test('a particular that staff flag is asked about on the first page, and mended', async () => {
  await atCustomer(staff);
  await staff.getByRole('button', { name: 'Segnala un dato' }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel('Perché').fill('La posta torna indietro');
  await dialog.getByRole('button', { name: 'Segnala', exact: true }).click();
  await expect(dialog).toBeHidden();
  await owner.goto(base);
  await owner.getByRole('link', { name: 'Controlla i dati' }).click();
  await expect(owner.getByText('La posta torna indietro')).toBeVisible();
  await owner.getByLabel('Partita IVA').fill('00743110157');
  await owner.getByLabel('Indirizzo postale').fill('Via Po 1, 10123 Torino');
  await owner.getByRole('button', { name: 'Salva' }).click();
  await expect(owner.getByText(/Salvato alle/)).toBeVisible();
  await expect(owner.getByText('Corretto: il fornitore controllerà.')).toBeVisible();
  await expect(owner.getByText('Indirizzo postale: da “vuoto” a “Via Po 1, 10123 Torino”')).toBeVisible();
  await staff.reload();
  await expect(staff.getByText('Corretto', { exact: true })).toBeVisible();
});

test('a report reaches the console, and its answer the customer', async () => {
  await owner.goto(`${base}/settings/reports`);
  await owner.getByRole('button', { name: 'Fai una segnalazione' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Violazione della sicurezza' }).click();
  await dialog.getByLabel('Racconta').fill(`Un portatile rubato, ${run}`);
  await dialog.getByRole('button', { name: 'Invia la segnalazione' }).click();
  await expect(owner.getByText('In esame')).toBeVisible();
  await staff.goto('/admin/reports');
  await staff.getByText(`Un portatile rubato, ${run}`).click();
  const sheet = staff.getByRole('dialog');
  await sheet.getByLabel('Risposta').fill('Abbiamo chiuso le sessioni.');
  await sheet.getByRole('button', { name: 'Rispondi' }).click();
  await expect(sheet).toBeHidden();
  await owner.reload();
  await expect(owner.getByText('Abbiamo chiuso le sessioni.')).toBeVisible();
});

test('a marketplace reports a sale as the operations page shows, and its buyer activates it', async ({ browser }) => {
  await staff.goto('/admin/settings/marketplaces');
  await staff.getByRole('button', { name: 'Nuova chiave' }).first().click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel('Nome del marketplace').fill(market);
  await dialog.getByRole('button', { name: 'Crea la chiave' }).click();
  const [key, secret] = [
    await dialog.getByLabel('Identificativo', { exact: true }).inputValue(),
    await dialog.getByLabel('Segreto', { exact: true }).inputValue(),
  ];
  const operations = readFileSync(join(import.meta.dirname, '..', 'docs', 'operations.md'), 'utf8');
  const script = /## Purchases from a marketplace[\s\S]*?```sh\n([\s\S]*?)```/.exec(operations)?.[1] ?? '';
  const post = () =>
    execFileSync('bash', ['-euc', script], {
      encoding: 'utf8',
      env: {
        ...process.env,
        POSTINO_URL: new URL(staff.url()).origin,
        KEY: key,
        SECRET: secret,
        BUYER: `nadia.${run}@posta.example`,
        ORDER: run,
      },
    });
  const first = JSON.parse(post()) as { id: string; state: string; activationUrl: string };
  expect(first).toMatchObject({ state: 'paid' });
  expect(JSON.parse(post())).toEqual(first);
  await dialog.getByRole('button', { name: 'L’ho copiato' }).click();
  await expect(staff.getByRole('row', { name: new RegExp(market) })).toBeVisible();
  const buyer = await newPage(browser);
  await buyer.goto(first.activationUrl);
  await expect(buyer.getByRole('heading', { name: 'Attiva il servizio' })).toBeVisible();
  await expect(buyer.getByLabel('E-mail')).toHaveValue(`nadia.${run}@posta.example`);
  await withDatabase((db) =>
    db.query(`UPDATE purchases SET "expiresAt" = now() - interval '1 day' WHERE id = $1`, [first.id]),
  );
  await buyer.reload();
  await buyer.getByRole('button', { name: 'Mandami un nuovo link' }).click();
  await expect(buyer.getByText('Nuovo link mandato a n•••@posta.example')).toBeVisible();
  await buyer.context().close();
});

test('somebody with an account joins a second workspace by its invitation, and goes from one to the other', async ({
  browser,
}) => {
  const other = await makeCustomer('altri');
  const second = await newPage(browser);
  await signIn(second, 'portal', other.people.owner);
  await second.goto(`/w/${other.slug}/settings/members`);
  await second.getByRole('button', { name: 'Invita una persona' }).click();
  const dialog = second.getByRole('dialog');
  const email = `ospite.${run}@posta.example`;
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Manda l’invito' }).click();
  await expect.poll(async () => (await caught(second, email)).length, { timeout: 20_000 }).toBe(1);
  const link = (await caught(second, email))[0]?.links.find((url) => url.includes('/invite/')) ?? '';
  await second.context().close();

  const page = await newPage(browser);
  await signIn(page, 'portal', customer.people.editor);
  await page.goto(link);
  await page.getByRole('button', { name: `Entra in ${other.slug}` }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${other.slug}$`));
  await page.getByRole('button', { name: /Cambia spazio di lavoro/ }).click();
  await page.getByRole('menuitem', { name: customer.slug }).click();
  await expect(page).toHaveURL(new RegExp(`${base}$`));
  await page.context().close();
});
