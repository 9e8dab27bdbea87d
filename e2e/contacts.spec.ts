import { expect, type Page, test } from '@playwright/test';
import { makeCustomer } from './customer.ts';
import { signIn } from './demo.ts';
import { hydrated } from './hydrated.ts';
import { withDatabase } from './installation.ts';

/** A workspace's contacts as one who keeps them in order goes about it: filter, act on many, take it back, merge, arrange, look. */
let page: Page;
let base = '';

const people = [
  ['anna.conti@gmail.com', 'Anna', 'Conti', { citta: 'Torino' }],
  ['annaconti+soci@gmail.com', 'Anna', 'Conti', { citta: 'Bari' }],
  ['bruno@lettori.example', 'Bruno', 'Sala', { citta: 'Torino' }],
  ['carla@lettori.example', 'Carla', 'Neri', { citta: 'Milano' }],
] as const;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  const customer = await makeCustomer('contatti');
  base = `/w/${customer.slug}`;
  await withDatabase(async (db) => {
    const found = await db.query(
      `SELECT w.id, t.id AS topic FROM workspaces w JOIN topics t ON t."workspaceId" = w.id WHERE w.slug = $1`,
      [customer.slug],
    );
    const { id, topic } = found.rows[0];
    await db.query(
      `INSERT INTO attributes ("workspaceId", id, key, label, type) VALUES ($1, gen_random_uuid(), 'citta', 'Città', 'text')`,
      [id],
    );
    for (const name of ['Soci', 'Stampa', 'Volontari']) {
      await db.query(`INSERT INTO groups ("workspaceId", id, name) VALUES ($1, gen_random_uuid(), $2)`, [id, name]);
    }
    for (const [address, first, last, attributes] of people) {
      await db.query(
        `WITH c AS (INSERT INTO contacts ("workspaceId", id, address, "addressKey", "firstName", "lastName", attributes)
             VALUES ($1, gen_random_uuid(), $2, $2, $3, $4, $5) RETURNING id),
           e AS (INSERT INTO evidence ("workspaceId", id, source, at, text)
             VALUES ($1, gen_random_uuid(), 'manual', now(), 'Ha firmato il modulo in sede') RETURNING id)
         INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis, "evidenceId")
           SELECT $1, c.id, $6, 'subscribed', now(), 'consent', e.id FROM c, e`,
        [id, address, first, last, attributes, topic],
      );
    }
  });
  page = await (await browser.newContext()).newPage();
  await signIn(page, 'portal', customer.people.owner);
});
test.afterAll(async () => {
  await page.context().close();
});

const row = (name: string) => page.getByRole('row').filter({ hasText: name });
const toast = (text: string | RegExp) => page.getByRole('region', { name: /Notifiche/ }).getByText(text);

test('a filter on an attribute is found in the address, and saved for everybody', async () => {
  await page.goto(`${base}/contacts`);
  await expect(row('Carla Neri')).toBeVisible();
  await page.getByRole('button', { name: 'Filtri', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Filtra i contatti' });
  await sheet.getByRole('button', { name: 'Aggiungi una condizione' }).click();
  await sheet.getByRole('textbox', { name: 'Valore' }).fill('Torino');
  await sheet.getByRole('button', { name: 'Mostra 2 contatti' }).click();
  await expect(row('Carla Neri')).toHaveCount(0);
  await expect(page).toHaveURL(/attr=citta\.is\.Torino/);
  await page.getByRole('button', { name: 'Filtri salvati' }).click();
  await page.getByRole('menuitem', { name: 'Salva questo filtro' }).click();
  await page.getByLabel('Nome del filtro').fill('Torinesi');
  await page.getByRole('button', { name: 'Salva', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Torinesi' })).toBeVisible();
  await page.reload();
  await expect(row('Bruno Sala')).toBeVisible();
  await expect(row('Carla Neri')).toHaveCount(0);
});

test('who is filtered is added to a group, and taken out again by the undo', async () => {
  await page.getByRole('checkbox', { name: 'Seleziona tutta la pagina' }).click();
  await page.getByRole('button', { name: 'Aggiungi a un gruppo' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Aggiungi 2 contatti' })).toBeDisabled();
  await dialog.getByRole('button', { name: /Gruppo/ }).click();
  await page.getByRole('option', { name: /Stampa/ }).click();
  await dialog.getByRole('button', { name: 'Aggiungi 2 contatti' }).click();
  await expect(toast('2 contatti aggiunti')).toBeVisible();
  await expect(row('Bruno Sala')).toContainText('Stampa');
  await page.getByRole('button', { name: 'Annulla', exact: true }).click();
  await expect(toast('2 contatti riportati com’erano')).toBeVisible();
  await expect(row('Bruno Sala')).not.toContainText('Stampa');
});

test('a deleted contact comes back from the list of recent actions', async () => {
  await page.goto(`${base}/contacts?q=carla`);
  await row('Carla Neri').getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Altre azioni' }).click();
  await page.getByRole('menuitem', { name: 'Cancella' }).click();
  await page.getByRole('button', { name: 'Cancella un contatto' }).click();
  await expect(page.getByText('Nessun contatto con questi filtri')).toBeVisible();
  await page.goto(`${base}/contacts/actions`);
  await page.getByRole('main').getByRole('button', { name: 'Annulla' }).first().click();
  await expect(page.getByRole('main').getByText('Annullata: Cancellati')).toBeVisible();
  await page.goto(`${base}/contacts?q=carla`);
  await expect(row('Carla Neri')).toContainText('Può ricevere');
});

test('with Shift all from one row to another are chosen, and taken back', async () => {
  await page.goto(`${base}/contacts`);
  const boxes = page.getByRole('checkbox', { name: 'Seleziona la riga' });
  await boxes.nth(0).click();
  await boxes.nth(2).click({ modifiers: ['Shift'] });
  for (const index of [0, 1, 2]) await expect(boxes.nth(index)).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Seleziona tutta la pagina' })).toBeChecked({ indeterminate: true });
  await boxes.nth(0).click({ modifiers: ['Shift'] });
  for (const index of [0, 1, 2]) await expect(boxes.nth(index)).not.toBeChecked();
});

test('two contacts of one mailbox are made one, with the value that is chosen', async () => {
  await page.goto(`${base}/contacts/duplicates`);
  await expect(page.getByText('Stessa casella')).toBeVisible();
  await page.getByRole('button', { name: 'Confronta' }).click();
  const dialog = page.getByRole('dialog', { name: 'Unire i due contatti' });
  await dialog.getByRole('row', { name: /Città/ }).getByLabel('Bari').check();
  await dialog.getByRole('button', { name: 'Unisci i contatti' }).click();
  await expect(toast('Contatti uniti')).toBeVisible();
  await expect(page.getByText('Nessun doppione')).toBeVisible();
});

test('the survivor’s page shows whom it was made one with, its proofs and its changes, and is edited in place', async () => {
  await page.goto(`${base}/contacts?q=conti`);
  await page.getByRole('link', { name: 'Anna Conti' }).click();
  await expect(page.getByRole('heading', { name: 'Uniti a questo contatto' })).toBeVisible();
  await expect(page.getByText('Ha firmato il modulo in sede').first()).toBeVisible();
  await expect(page.getByText('Bari')).toBeVisible();
  await page.getByRole('button', { name: 'Modifica Città' }).click();
  await page.getByRole('textbox', { name: 'Città' }).fill('Napoli');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Città: da “Bari” a “Napoli”')).toBeVisible();
  await page.getByRole('button', { name: 'Consensi', exact: true }).click();
  await expect(page.getByText('Città: da “Bari” a “Napoli”')).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Scarica tutti i suoi dati' }).click();
  expect((await download).suggestedFilename()).toMatch(/@gmail\.com\.json$/);
  await page.getByRole('button', { name: 'Annulla l’unione' }).click();
  await expect(toast('I contatti sono di nuovo due')).toBeVisible();
});

test('groups are arranged by keyboard alone, each step told aloud', async () => {
  await page.goto(`${base}/groups`);
  const names = page.getByRole('list', { name: 'Gruppi' }).getByRole('link');
  await expect(names).toHaveText(['Soci', 'Stampa', 'Volontari']);
  await hydrated(page);
  await page.getByRole('button', { name: 'Sposta Volontari con le frecce' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(names).toHaveText(['Soci', 'Volontari', 'Stampa']);
  await expect(page.getByText('Volontari è ora al primo livello, al posto 2')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Sposta Volontari con le frecce' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Volontari è ora dentro Soci, al posto 1')).toBeAttached();
  await page.getByRole('button', { name: 'Azioni per Volontari' }).click();
  await page.getByRole('menuitem', { name: 'Rinomina' }).click();
  await page.getByRole('textbox', { name: 'Nome del gruppo' }).fill('Aiutanti');
  await page.keyboard.press('Enter');
  await expect(names).toHaveText(['Soci', 'Aiutanti', 'Stampa']);
});

test('what a menu’s item opens gives the focus back to the menu’s button', async () => {
  const menu = page.getByRole('button', { name: 'Azioni per Soci' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Elimina' }).click();
  await expect(page.getByRole('dialog', { name: 'Eliminare Soci?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
});

test('a deleted group comes back with what is below it', async () => {
  const names = page.getByRole('list', { name: 'Gruppi' }).getByRole('link');
  await page.getByRole('button', { name: 'Azioni per Soci' }).click();
  await page.getByRole('menuitem', { name: 'Elimina' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Elimina' }).click();
  await expect(names).toHaveText(['Stampa']);
  // The moves before it may still be told, each with its own way back.
  const told = page.getByRole('region', { name: /Notifiche/ }).getByRole('listitem');
  await told.filter({ hasText: '“Soci” eliminato' }).getByRole('button', { name: 'Annulla' }).click();
  await expect(names).toHaveText(['Soci', 'Aiutanti', 'Stampa']);
});
