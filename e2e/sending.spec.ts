import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { newBlock, richText } from '#shared/document/new-block.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import { type Customer, makeCustomer } from './customer.ts';
import { signIn } from './demo.ts';
import { hydrated } from './hydrated.ts';
import { withDatabase } from './installation.ts';
import { caught } from './mail.ts';

/**
 * How a campaign leaves in an office of three: asked about, given back, approved, planned where clocks jump, missed, sent by the
 * keyboard, stopped, cancelled, and sent again to those it did not move.
 */
let customer: Customer;
let home = '';
let writer: Page;
let owner: Page;

async function signedIn(browser: Browser, username: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, 'portal', username);
  return page;
}

/** A mutation as the page's own session. */
async function act<T>(page: Page, procedure: string, input: object): Promise<T> {
  const answer = await page.request.post(`/api/trpc/${procedure}`, {
    data: { json: input },
    headers: {
      'x-postino-surface': 'portal',
      'x-postino-workspace': customer.slug,
      origin: new URL(page.url()).origin,
    },
  });
  const body = await answer.json();
  if (!answer.ok()) throw new Error(`${procedure}: ${JSON.stringify(body)}`);
  return body.result.data.json as T;
}

/** A draft that could be sent as it is. */
async function draft(page: Page, name: string): Promise<string> {
  const { id } = await act<{ id: string }>(page, 'campaigns.create', { name, theme: 'empty', language: 'it' });
  const sender = { fromName: 'Ufficio', fromAddress: `notizie@${customer.domain}` };
  const text = { ...newBlock('text', 't', 'it'), text: richText('Ci vediamo sabato.') };
  const document = { ...emptyDocument('it'), blocks: [text] };
  await act(page, 'campaigns.save', {
    id,
    revision: 1,
    subject: `${name}, sabato`,
    preheader: 'Programma',
    document,
    ...sender,
  });
  return id;
}

const stateOf = (id: string) =>
  withDatabase(async (db) => (await db.query(`SELECT state::text FROM campaigns WHERE id = $1`, [id])).rows[0]?.state);
const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
/** Goes on with the Tab key until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 15; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}
const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'));

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  customer = await makeCustomer('invii');
  home = `/w/${customer.slug}`;
  await withDatabase((db) =>
    db.query(
      `WITH c AS (INSERT INTO contacts ("workspaceId", id, address, "addressKey", "firstName", "trackClicks", "trackOpens", "updatedAt")
         SELECT w.id, gen_random_uuid(), 'p' || i || '@lettori-' || $1 || '.example', 'p' || i || '@lettori-' || $1 || '.example', 'Nome' || i,
           'individual', 'individual', now() FROM workspaces w, generate_series(1, 6) i WHERE w.slug = $1 RETURNING "workspaceId", id)
       INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis)
         SELECT c."workspaceId", c.id, t.id, 'subscribed', now(), 'consent' FROM c JOIN topics t ON t."workspaceId" = c."workspaceId"`,
      [customer.slug],
    ),
  );
  writer = await signedIn(browser, customer.people.editor);
  owner = await signedIn(browser, customer.people.owner);
});
test.afterAll(async () => {
  for (const page of [writer, owner]) await page.context().close();
});

let programme = '';

test('the owner asks that a second person approve what is sent', async () => {
  await owner.goto(`${home}/settings/general`);
  await owner.getByRole('switch', { name: /seconda persona/ }).click();
  await owner.getByRole('button', { name: 'Salva' }).click();
  await expect(owner.getByText(/^Salvato/)).toBeVisible();
});

test('a writer asks for approval with a note, and cannot send', async () => {
  programme = await draft(writer, 'Programma d’autunno');
  await writer.goto(`${home}/campaigns/${programme}/review`);
  await expect(writer.getByText('Prima dell’invio una seconda persona deve approvare.')).toBeVisible();
  await writer.getByLabel('Nota per chi approva').fill('La data è giusta?');
  await writer.getByRole('button', { name: 'Chiedi l’approvazione' }).click();
  await expect(writer.getByText(/Hai chiesto l’approvazione/)).toBeVisible();
});

test('the owner is told by mail, looks at the message, and gives it back with a note', async () => {
  await expect.poll(async () => (await caught(owner, `owner@${customer.domain}`)).length).toBeGreaterThan(0);
  const [mail] = await caught(owner, `owner@${customer.domain}`);
  expect(mail?.subject).toContain('Programma d’autunno');
  expect(mail?.text).toContain('La data è giusta?');
  expect(mail?.text).toContain(`${home}/campaigns/${programme}/review`);
  await owner.goto(home);
  await owner.getByRole('link', { name: 'Guarda e decidi' }).click();
  await expect(owner.getByText('La data è giusta?').first()).toBeVisible();
  await owner.getByRole('button', { name: 'Anteprima' }).click();
  await expect(dialog(owner).getByText('Programma d’autunno, sabato')).toBeVisible();
  await owner.keyboard.press('Escape');
  await owner.getByRole('button', { name: 'Restituisci' }).click();
  await dialog(owner).getByLabel('Che cosa va cambiato').fill('È domenica, non sabato');
  await dialog(owner).getByRole('button', { name: 'Restituisci' }).click();
  await expect(owner.getByText('Bozza', { exact: true }).first()).toBeVisible();
});

test('the writer mends it and asks again; a change made after asking withdraws the request', async () => {
  await writer.goto(`${home}/campaigns/${programme}/review`);
  await expect(writer.getByText('“È domenica, non sabato”')).toBeVisible();
  await act(writer, 'campaigns.save', { id: programme, revision: 2, subject: 'Programma, domenica' });
  await writer.reload();
  await writer.getByRole('button', { name: 'Chiedi l’approvazione' }).click();
  await expect(writer.getByText(/Hai chiesto l’approvazione/)).toBeVisible();
  await owner.goto(`${home}/campaigns/${programme}/review`);
  await expect(owner.getByRole('button', { name: 'Approva e invia' })).toBeEnabled();
  await owner.getByRole('button', { name: 'Approva e invia' }).click();
  // The owner's page has not heard of the change yet.
  const asks = /trpc\/campaigns\.(get|reviews)/;
  await owner.route(asks, (route) => route.abort());
  await act(writer, 'campaigns.save', { id: programme, revision: 3, subject: 'Programma, domenica mattina' });
  await dialog(owner).getByRole('button', { name: 'Approva e invia' }).click();
  await expect(dialog(owner).getByText(/La richiesta è stata ritirata/)).toBeVisible();
  await owner.unroute(asks);
  expect(await stateOf(programme)).toBe('draft');
});

test('what clocks repeat or skip is asked about, and what is approved waits for its time', async () => {
  const year = new Date().getFullYear() + (new Date().getMonth() > 8 ? 1 : 0);
  const lastSunday = (month: number) => 31 - new Date(Date.UTC(year, month, 31)).getUTCDay();
  await writer.goto(`${home}/campaigns/${programme}/review`);
  await writer.getByRole('radio', { name: 'Più tardi' }).check();
  const ask = writer.getByRole('button', { name: 'Chiedi l’approvazione' });
  await writer.getByLabel('Giorno e ora').fill(`${year}-03-${lastSunday(2)}T02:30`);
  await expect(writer.getByText('le 02:30 non esistono')).toBeVisible();
  await expect(ask).toBeDisabled();
  await writer.getByRole('radio', { name: /Dopo il salto, alle 03:30/ }).check();
  await expect(ask).toBeEnabled();
  const autumn = new Date(Date.UTC(year, 9, lastSunday(9)));
  if (autumn.getTime() - Date.now() < 360 * 86_400_000) {
    await writer.getByLabel('Giorno e ora').fill(`${year}-10-${lastSunday(9)}T02:30`);
    await expect(writer.getByText('le 02:30 vengono due volte')).toBeVisible();
    await expect(ask).toBeDisabled();
    await writer.getByRole('radio', { name: /La seconda volta.*UTC\+1/ }).check();
  }
  await ask.click();
  await expect(writer.getByText(/Hai chiesto l’approvazione/)).toBeVisible();
  await owner.goto(`${home}/queue`);
  await row(owner, 'Programma d’autunno').getByRole('link', { name: 'Guarda e decidi' }).click();
  await owner.getByRole('button', { name: 'Approva e programma' }).click();
  await dialog(owner).getByRole('button', { name: 'Approva e programma' }).click();
  await expect(owner.getByText('Programmata', { exact: true }).first()).toBeVisible();
  await owner.goto(`${home}/queue`);
  await expect(row(owner, 'Programma d’autunno').getByText(/^Parte /)).toBeVisible();
});

test('a time that was missed asks, and is sent by the keyboard alone', async () => {
  await withDatabase((db) =>
    db.query(`UPDATE campaigns SET "scheduledAt" = now() - interval '3 hours' WHERE id = $1`, [programme]),
  );
  await expect.poll(() => stateOf(programme), { timeout: 20_000 }).toBe('overdue');
  await owner.goto(`${home}/campaigns/${programme}`);
  await expect(owner.getByText(/è passata senza che l’invio partisse. Niente parte da sé/)).toBeVisible();
  await owner.goto(`${home}/queue`);
  const late = row(owner, 'Programma d’autunno');
  await expect(late.getByRole('button', { name: 'Riprogramma' })).toBeVisible();
  await hydrated(owner);
  await late.getByRole('button', { name: 'Invia ora' }).focus();
  await owner.keyboard.press('Enter');
  await expect(dialog(owner).getByRole('button', { name: 'Invia a 6 contatti' })).toBeVisible();
  await dialog(owner).getByRole('button', { name: 'Invia a 6 contatti' }).focus();
  await owner.keyboard.press('Enter');
  await expect.poll(() => stateOf(programme), { timeout: 30_000 }).toBe('finished');
  expect(await caught(owner, `lettori-${customer.slug}`)).toHaveLength(6);
});

test('without the approval a campaign is planned and sent off by the keyboard alone', async () => {
  await act(owner, 'workspaces.setGeneral', { timeZone: 'Europe/Rome', language: 'it', approvalRequired: false });
  const id = await draft(owner, 'Solo tastiera');
  await owner.goto(`${home}/campaigns/${id}/review`);
  await expect(owner.getByRole('button', { name: 'Invia a 6 contatti' })).toBeEnabled();
  await owner.getByRole('radio', { name: 'Adesso' }).focus();
  // Longer than the blink of a script: a radio is chosen while the arrow is down.
  await owner.keyboard.press('ArrowDown', { delay: 100 });
  await expect(owner.getByRole('radio', { name: 'Più tardi' })).toBeChecked();
  await owner.keyboard.press('Tab');
  await expect(owner.getByLabel('Giorno e ora')).toBeFocused();
  await tabTo(owner, owner.getByRole('button', { name: 'Programma per 6 contatti' }));
  await owner.keyboard.press('Enter');
  const confirm = dialog(owner).getByRole('button', { name: 'Programma per 6 contatti' });
  await expect(confirm).toBeVisible();
  await tabTo(owner, confirm);
  await owner.keyboard.press('Enter');
  await expect.poll(() => stateOf(id)).toBe('scheduled');
});

test('a sending is suspended with its reason, put in its place, resumed, and cancelled with what has gone', async () => {
  // The workspace held, so that nothing is sent while it is looked at.
  const [first, second] = [await draft(owner, 'Prima in coda'), await draft(owner, 'Seconda in coda')];
  await withDatabase((db) => db.query(`UPDATE workspaces SET state = 'suspended' WHERE slug = $1`, [customer.slug]));
  for (const id of [first, second])
    await withDatabase((db) =>
      db.query(
        `WITH k AS (UPDATE campaigns SET state = 'sending', "startedAt" = clock_timestamp(), "stateAt" = clock_timestamp(), audience = 6 WHERE id = $1
           RETURNING "workspaceId", id), c AS (
         INSERT INTO delivery_cursors ("campaignId", "workspaceId") SELECT id, "workspaceId" FROM k)
         INSERT INTO deliveries ("campaignId", "contactId", "workspaceId", "stateAt", state, "trackOpens", "trackClicks")
         SELECT k.id, c.id, c."workspaceId", now(),
           (CASE WHEN row_number() OVER (ORDER BY c.id) <= 2 THEN 'accepted' ELSE 'queued' END)::delivery_state, 'individual', 'individual'
         FROM contacts c JOIN k ON k."workspaceId" = c."workspaceId"`,
        [id],
      ),
    );
  await owner.goto(`${home}/queue`);
  await expect(row(owner, 'Prima in coda').getByText('Lo spazio di lavoro è sospeso: non parte nulla')).toBeVisible();
  await expect(row(owner, 'Seconda in coda').getByText(/Viene dopo “Prima in coda”/)).toBeVisible();
  await owner.getByRole('button', { name: 'Sposta prima: Seconda in coda' }).click();
  await expect(row(owner, 'Prima in coda').getByText(/Viene dopo “Seconda in coda”/)).toBeVisible();
  await row(owner, 'Seconda in coda').getByRole('button', { name: 'Sospendi' }).click();
  await dialog(owner).getByLabel('Perché').fill('c’è un refuso');
  await dialog(owner).getByRole('button', { name: 'Sospendi' }).click();
  await expect(row(owner, 'Seconda in coda').getByText(/“c’è un refuso”/)).toBeVisible();
  await row(owner, 'Seconda in coda').getByRole('button', { name: 'Riprendi' }).click();
  await expect(row(owner, 'Seconda in coda').getByRole('button', { name: 'Sospendi' })).toBeVisible();
  await owner.getByRole('button', { name: 'Altro per Seconda in coda' }).click();
  await owner.getByRole('menuitem', { name: 'Annulla l’invio' }).click();
  await expect(
    dialog(owner).getByText(/2 messaggi sono già partiti, e restano dove sono. 4 destinatari/),
  ).toBeVisible();
  await expect(dialog(owner).getByRole('button', { name: 'Annulla l’invio' })).toBeDisabled();
  await dialog(owner).getByRole('textbox').fill('Seconda in coda');
  await dialog(owner).getByRole('button', { name: 'Annulla l’invio' }).click();
  await expect(owner.getByRole('row').filter({ hasText: 'Seconda in coda' }).getByText('Annullata')).toBeVisible();
  await act(owner, 'deliveries.cancel', { campaignId: first });
  await withDatabase((db) => db.query(`UPDATE workspaces SET state = 'active' WHERE slug = $1`, [customer.slug]));
});

test('who did not click gets another, of its own, that names its origin', async () => {
  await withDatabase((db) =>
    db.query(
      `INSERT INTO events (id, "workspaceId", "campaignId", "contactId", at, kind, link, class, reason)
       SELECT uuidv7(), "workspaceId", "campaignId", "contactId", now(), 'click', 0, 'likely-human', 'test'
       FROM deliveries WHERE "campaignId" = $1 LIMIT 2`,
      [programme],
    ),
  );
  await writer.goto(`${home}/queue`);
  await writer.getByRole('button', { name: 'Invia di nuovo “Programma d’autunno”' }).click();
  await expect(
    dialog(writer)
      .getByText(/4 destinatari/)
      .first(),
  ).toBeVisible();
  await dialog(writer).getByRole('radio', { name: 'A chi non ha cliccato' }).check();
  await dialog(writer).getByLabel('Oggetto').fill('Ci sei domenica?');
  await dialog(writer).getByRole('button', { name: 'Crea la bozza' }).click();
  await writer.waitForURL(/\/review$/);
  await expect(writer.getByText(/Chi ha ricevuto “Programma d’autunno”: chi non ha cliccato/)).toBeVisible();
  await expect(writer.getByText('4 destinatari su 4 contatti scelti').first()).toBeVisible();
  const id = /campaigns\/([0-9a-f-]{36})/.exec(writer.url())?.[1] ?? '';
  await owner.goto(`${home}/campaigns/${id}/review`);
  await owner.getByRole('button', { name: 'Invia a 4 contatti' }).click();
  await dialog(owner).getByRole('button', { name: 'Invia a 4 contatti' }).click();
  await expect.poll(() => stateOf(id), { timeout: 30_000 }).toBe('finished');
  const again = (await caught(owner, `lettori-${customer.slug}`)).filter(
    ({ subject }) => subject === 'Ci sei domenica?',
  );
  expect(again).toHaveLength(4);
  await owner.goto(`${home}/queue`);
  await owner.getByRole('button', { name: 'Invia di nuovo “Programma d’autunno”' }).click();
  await expect(dialog(owner).getByText(/Un invio così c’è già/)).toBeVisible();
});
