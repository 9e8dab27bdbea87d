import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { makeCustomer } from './customer.ts';
import { signIn } from './demo.ts';

/** Moving house from another program, without a mouse: who must stay out, an ugly file put right, the import, and the way back. */
let page: Page;
let base = '';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  const customer = await makeCustomer('trasloco');
  base = `/w/${customer.slug}`;
  page = await (await browser.newContext()).newPage();
  await signIn(page, 'portal', customer.people.owner);
});
test.afterAll(async () => {
  await page.context().close();
});

/** Goes there by Tab alone, as somebody without a mouse does. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 80; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came to it');
}

async function press(name: string | RegExp): Promise<void> {
  await tabTo(page.getByRole('main').getByRole('button', { name }));
  await page.keyboard.press('Enter');
}

async function choose(label: string, typed: string): Promise<void> {
  await tabTo(page.getByRole('combobox', { name: label, exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.type(typed);
  // The list moves to what is typed a moment after the key.
  await expect(page.getByRole('option').filter({ hasText: typed }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

/** The dialog of the operating system is not the page's: the file is handed over as it would hand it over. */
async function give(name: string, contents: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: contents });
}

const result = (label: string) => page.getByRole('main').getByText(label, { exact: true }).locator('../..');

test('the old system’s suppression list is asked for first, and keeps its addresses out', async () => {
  await page.goto(`${base}/contacts/import`);
  await expect(page.getByRole('heading', { name: 'Hai una lista di esclusione del vecchio sistema?' })).toBeVisible();
  await give(
    'disiscritti.csv',
    Buffer.from('Email,Motivo,Data\ncarla@x.it,unsubscribe,2024-05-17\nmai@x.it,bounce,\n'),
  );
  await expect(page.getByText('Ogni indirizzo di questo file verrà bloccato')).toBeVisible();
  await press('Fai una prova');
  await press('Escludi 2 indirizzi');
  await expect(page.getByText('La lista di esclusione è in vigore.')).toBeVisible();
  await tabTo(page.getByRole('link', { name: 'Ora importa i contatti' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 indirizzi sono nella lista di esclusione.')).toBeVisible();
});

test('an ugly file is put right: the preview follows what is corrected, and the choices are still there later', async () => {
  await give('soci.pdf', Buffer.from('%PDF-1.7'));
  await expect(page.getByText('È un PDF: da lì le colonne non si leggono.')).toBeVisible();
  const rows =
    'Nome;E-mail;Città;Religione\nNiccolò;anna@x.it;Forlì;cattolica\nCarla;carla@x.it;Bari;\nDario;"dario@x.it\n;;\n';
  await give('soci.csv', Buffer.from(rows, 'latin1'));
  const preview = page.getByRole('region', { name: 'Le prime righe, lette così' }).last();
  await expect(preview.getByText('Niccolò')).toBeVisible();
  await expect(page.getByText('La colonna “Religione” sembra contenere')).toBeVisible();
  await expect(page.getByText('Una virgoletta si apre e non si chiude')).toBeVisible();
  await choose('Caratteri', 'UTF-8');
  await expect(preview.getByText('Niccol\ufffd')).toBeVisible();
  await choose('Caratteri', 'Windows');
  await expect(preview.getByText('Niccolò')).toBeVisible();
  await choose('Virgolette attorno alle celle', 'nessuna');
  await expect(page.getByText('Una virgoletta si apre e non si chiude')).toHaveCount(0);
  await tabTo(page.getByLabel('Da dove viene il loro consenso'));
  const saved = page.waitForResponse(
    (answer) => answer.url().includes('planImport') && (answer.request().postData() ?? '').includes('sportello.'),
  );
  await page.keyboard.type('Iscritti allo sportello.');
  await saved;
  await page.reload();
  await expect(page.getByLabel('Da dove viene il loro consenso')).toHaveValue('Iscritti allo sportello.');
  await expect(page.getByRole('combobox', { name: 'Virgolette attorno alle celle' })).toContainText('nessuna');
});

test('it is tried, run, and says of each refused row where it is and why', async () => {
  await press('Fai una prova');
  await expect(page.getByText('Prova finita: niente è ancora cambiato.')).toBeVisible();
  await press('Importa 2 contatti');
  await expect(page.getByText('Importazione finita.')).toBeVisible();
  await expect(result('Nuovi')).toContainText('2');
  const download = page.waitForEvent('download');
  await tabTo(page.getByRole('link', { name: /Scarica le 2 righe/ }));
  await page.keyboard.press('Enter');
  const rejected = readFileSync(await (await download).path(), 'utf8');
  expect(rejected).toContain('Riga;Motivo;Nome;E-mail;Città;Religione');
  expect(rejected).toContain('5;numero di colonne diverso dall’intestazione');
  await page.goto(`${base}/contacts`);
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('Niccolò')).toContainText('Può ricevere');
  await expect(row('carla@x.it')).toContainText('Bloccato');
});

test('a workbook fills in what is missing, and the undo takes back that alone', async () => {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Soci');
  sheet.addRows([
    ['email', 'nome', 'cognome'],
    ['anna@x.it', 'Altro', 'Rossi'],
    ['nuova@x.it', 'Nora', 'Neri'],
  ]);
  await page.goto(`${base}/contacts/import`);
  await give('soci.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
  await expect(page.getByText('leggo il foglio “Soci”')).toBeVisible();
  await tabTo(page.getByRole('radio', { name: 'Aggiorna con i valori del file' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Riempi solo quello che manca' })).toBeChecked();
  await tabTo(page.getByLabel('Da dove viene il loro consenso'));
  await page.keyboard.type('Iscritti allo sportello.');
  await press('Fai una prova');
  await press('Importa 2 contatti');
  await expect(page.getByText('Importazione finita.')).toBeVisible();
  const imported = page.url();
  await page.goto(`${base}/contacts`);
  await expect(page.getByRole('row').filter({ hasText: 'Niccolò Rossi' })).toBeVisible();
  await page.goto(imported);
  await press('Annulla l’importazione');
  await expect(page.getByRole('dialog')).toContainText('Nessuno viene reiscritto.');
  await tabTo(page.getByRole('dialog').getByRole('button', { name: 'Annulla l’importazione' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Importazione annullata: 2 contatti tolti o riportati com’erano.')).toBeVisible();
  await page.goto(`${base}/contacts`);
  await expect(page.getByRole('row').filter({ hasText: 'Niccolò' })).not.toContainText('Rossi');
  await expect(page.getByText('nuova@x.it')).toHaveCount(0);
});

test('the contacts leave as a workbook with the columns that are chosen', async () => {
  await page.getByRole('button', { name: 'Altro', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Esporta 2 contatti' }).click();
  const dialog = page.getByRole('dialog', { name: 'Esportare 2 contatti' });
  await dialog.getByRole('checkbox', { name: 'Iscrizioni con la data' }).check();
  await dialog.getByRole('button', { name: 'Prepara il file' }).click();
  await page.goto(`${base}/contacts/files`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Scarica' }).first().click();
  expect((await download).suggestedFilename()).toMatch(/^contatti-\d{4}-\d\d-\d\d\.xlsx$/);
});
