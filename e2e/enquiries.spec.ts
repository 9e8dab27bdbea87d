import { expect, type Page, test } from '@playwright/test';
import { makeStaff } from './customer.ts';
import { signIn } from './demo.ts';
import { caught } from './mail.ts';

/** From the page of the plans to a sale: a visitor without a mail program asks, staff answer with a purchase. */
const run = Date.now().toString(36);
const visitor = { name: `Elena ${run}`, company: `Coro ${run}`, email: `elena.${run}@posta.example` };
const words = 'Siamo in quaranta e scriviamo a 3.000 soci.';

let staff: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  staff = await (await browser.newContext()).newPage();
  await signIn(staff, 'console', await makeStaff('administrator'));
});
test.afterAll(() => staff.context().close());

test('a visitor asks for the plan that was looked at, and is told what happens next', async ({ page }) => {
  await page.goto('/pricing');
  await page.getByRole('link', { name: 'Chiedi questo piano: Newsletter L' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chiedi un piano' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Newsletter L' })).toBeChecked();
  await page.getByRole('button', { name: 'Invia la richiesta' }).click();
  await expect(page.getByText('Ci sono 2 cose da correggere')).toBeVisible();
  await page.getByLabel('Nome e cognome').fill(visitor.name);
  await page.getByLabel('Azienda o ente').fill(visitor.company);
  await page.getByLabel('E-mail').fill(visitor.email);
  await page.getByLabel('Messaggio').fill(words);
  await page.getByRole('button', { name: 'Invia la richiesta' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Richiesta ricevuta' })).toBeFocused();
  await expect(page.getByText(`Ti rispondiamo a ${visitor.email}`)).toBeVisible();

  const textTo = async (address: string) => {
    const texts = (await caught(page, address)).map(({ text }) => text ?? '');
    return (
      texts.find((text) => text.includes('Newsletter L') && (address === visitor.email || text.includes(run))) ?? ''
    );
  };
  await expect.poll(() => textTo('assistenza@postino.example'), { timeout: 20_000 }).toContain(words);
  await expect.poll(() => textTo(visitor.email), { timeout: 20_000 }).toContain('Newsletter L');
  expect(await textTo(visitor.email)).not.toContain(words);
});

test('staff find it on the page of the day, and record the sale without typing anything again', async () => {
  await staff.goto('/admin/today');
  await staff.getByRole('link', { name: `${visitor.name}, ${visitor.company}` }).click();
  const sheet = staff.getByRole('dialog', { name: visitor.name });
  await expect(sheet.getByText(words)).toBeVisible();
  await sheet.getByRole('button', { name: 'Registra la vendita' }).click();
  const form = staff.getByRole('dialog', { name: 'Nuovo acquisto' });
  await expect(form.getByLabel('E-mail di chi attiva')).toHaveValue(visitor.email);
  await expect(form.getByLabel('Nome del cliente')).toHaveValue(visitor.company);
  await expect(form.getByRole('combobox', { name: 'Piano' })).toContainText('Newsletter L');
  await expect(form.getByRole('radio', { name: /^Prova gratuita/ })).toBeChecked();
  await form.getByRole('button', { name: 'Registra l’acquisto' }).click();
  await staff.getByRole('button', { name: 'Chiudi' }).last().click();
});

test('the sale has closed it, and each of the two leads to the other', async () => {
  await staff.goto('/admin/today');
  await expect(staff.getByRole('heading', { level: 1, name: 'Oggi' })).toBeVisible();
  await expect(staff.getByRole('link', { name: `${visitor.name}, ${visitor.company}` })).toHaveCount(0);
  await staff.goto(`/admin/purchases?q=${visitor.email}`);
  await staff.getByRole('row', { name: new RegExp(visitor.company) }).click();
  await staff.getByRole('dialog').getByRole('link', { name: 'Apri la richiesta' }).click();
  const sheet = staff.getByRole('dialog', { name: visitor.name });
  await expect(sheet.getByRole('radio', { name: 'Chiusa' })).toBeChecked();
  await expect(sheet.getByRole('button', { name: 'Registra la vendita' })).toHaveCount(0);
  await sheet.getByLabel('Nota per i colleghi').fill('Inizia con la prova.');
  await sheet.getByRole('button', { name: 'Salva' }).click();
  await expect(sheet).toBeHidden();
  await expect(staff.getByText('Richiesta salvata').first()).toBeVisible();
  await staff.goto('/admin/enquiries');
  await staff.getByRole('row', { name: new RegExp(visitor.name) }).click();
  await expect(sheet.getByLabel('Nota per i colleghi')).toHaveValue('Inizia con la prova.');
  await sheet.getByRole('link', { name: 'Apri l’acquisto' }).click();
  await expect(staff).toHaveURL(/admin\/purchases/);
});
