import { expect, type Locator, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { type Customer, makeCustomer } from './customer.ts';
import { signIn } from './demo.ts';
import { withDatabase } from './installation.ts';
import { caught } from './mail.ts';

/**
 * A newsroom of one at work on a message: written without a mouse, filled with what was written elsewhere, illustrated, looked back upon,
 * kept as a template, and sent to oneself with a file and a plain part of one's own.
 */
let customer: Customer;
let page: Page;
let base = '';
let campaignId = '';

const canvas = () => page.getByRole('region', { name: 'Il messaggio' });
const blocks = () => canvas().locator('[data-block]');
/** The text that is being written in: it is there a moment after the block is opened. */
const writing = () => canvas().locator('[contenteditable="true"]:focus');
const kinds = () => blocks().evaluateAll((frames) => frames.map((frame) => frame.getAttribute('data-block')).join(' '));
const dialog = () => page.getByRole('dialog');
const said = () => page.getByRole('status', { name: 'Ultimo passo' });
const stored = () =>
  withDatabase(async (db) => {
    const { rows } = await db.query(`SELECT document, "plainText", subject FROM campaigns WHERE id = $1`, [campaignId]);
    return rows[0] as { document: { blocks: unknown[] }; plainText: string | null; subject: string };
  });
const written = async () => JSON.stringify((await stored()).document.blocks);

/** As somebody without a mouse does it. */
async function press(target: Locator, key = 'Enter'): Promise<void> {
  await target.focus();
  await page.keyboard.press(key);
}

async function paste(target: Locator, data: { html?: string; text?: string; picture?: Buffer }): Promise<void> {
  await target.evaluate(
    (element, { html, text, picture }) => {
      const transfer = new DataTransfer();
      if (html !== undefined) transfer.setData('text/html', html);
      if (text !== undefined) transfer.setData('text/plain', text);
      if (picture) {
        const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], 'schermata.png', { type: 'image/png' }));
      }
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
    },
    { ...data, picture: data.picture?.toString('base64') },
  );
}

const picture = (background: string) =>
  sharp({ create: { width: 320, height: 200, channels: 3, background } })
    .png()
    .toBuffer();

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  customer = await makeCustomer('redazione');
  base = `/w/${customer.slug}/campaigns`;
  page = await (await browser.newContext()).newPage();
  await signIn(page, 'portal', customer.people.editor);
});
test.afterAll(() => page.context().close());

test('a message is composed with the keyboard alone', async () => {
  await page.goto(base);
  // The page answers keys only once its scripts are there.
  await expect(async () => {
    if (!(await dialog().isVisible())) await press(page.getByRole('button', { name: 'Nuova campagna' }).first());
    await expect(dialog()).toBeVisible({ timeout: 3000 });
  }).toPass();
  await dialog().getByLabel('Nome').focus();
  await page.keyboard.type('Lettera d’autunno');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Foglio bianco' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: 'Foglio bianco' })).toBeChecked();
  await press(dialog().getByRole('button', { name: 'Crea la bozza' }));
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}\/edit/);
  campaignId = /campaigns\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

  await page.getByLabel('Oggetto', { exact: true }).focus();
  await page.keyboard.type('Un saluto d’autunno');
  await press(page.getByRole('button', { name: 'Titolo', exact: true }));
  await expect(said()).toHaveText('Titolo aggiunto: posto 2 di 2');
  // The new block has the focus: Enter writes in it, Escape comes back to it.
  await page.keyboard.press('Enter');
  await expect(writing()).toBeVisible();
  await page.keyboard.type('Cari amici');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(said()).toHaveText('Titolo spostato: posto 1 di 2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(writing()).toBeVisible();
  await page.keyboard.type('Ci vediamo sabato.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+d');
  await expect(said()).toHaveText('Testo duplicato: posto 3 di 3');
  await press(page.getByRole('button', { name: 'Colonne', exact: true }));
  await expect.poll(kinds).toBe('heading text text columns text text');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(said()).toHaveText('Testo spostato: posto 1 di 2, colonna 1');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(said()).toHaveText('Testo spostato: posto 2 di 2, colonna 2');
  await page.keyboard.press('Delete');
  await expect(said()).toHaveText('Testo eliminato');
  await expect.poll(kinds).toBe('heading text columns text text');
  await expect.poll(written).toContain('Ci vediamo sabato.');
});

test('every step is undone and done again, also from within a text', async () => {
  await page.keyboard.press('Control+z');
  await expect(said()).toHaveText('Modifica annullata');
  await expect.poll(kinds).toBe('heading text columns text text text');
  await page.keyboard.press('Control+y');
  await expect.poll(kinds).toBe('heading text columns text text');
  const heading = canvas().getByRole('textbox', { name: 'Titolo' });
  await heading.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' lontani');
  await page.keyboard.press('Control+z');
  await expect(heading).toHaveText('Cari amici');
  await page.keyboard.press('Control+Shift+z');
  await expect(heading).toHaveText('Cari amici lontani');
  const subject = page.getByLabel('Oggetto', { exact: true });
  await subject.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await page.keyboard.press('Control+z');
  await expect(subject).toHaveValue('Un saluto d’autunno');
});

test('what is pasted keeps its meaning and loses the rest', async () => {
  const text = canvas().getByRole('textbox', { name: 'Testo' }).first();
  const all = async (html: string) => {
    await text.click();
    await page.keyboard.press('Control+a');
    await paste(text, { html });
  };
  // Word: headings, a list of paragraphs that only look like one, conditional comments, classes.
  await all(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body>
    <!--[if gte mso 9]><xml><o:p></o:p></xml><![endif]--><h1 style="color:#2F5496">Programma</h1>
    <p class="MsoListParagraphCxSpFirst" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span>pane</p>
    <p class="MsoListParagraphCxSpLast" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span><b>vino</b></p>
    <p class="MsoNormal">Fine<o:p></o:p></p></body></html>`);
  await expect(text.locator('strong').first()).toHaveText('Programma');
  await expect(text.locator('ul li')).toHaveText(['pane', 'vino']);
  // Google Docs: a bold that is none around everything, weights in styles, links led through Google.
  await all(`<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">Forte</span>
    <span style="font-weight:400">piano </span><a href="https://www.google.com/url?q=https://amici.example/a&amp;sa=D"><span>qui</span></a></p></b>`);
  await expect(text.locator('strong')).toHaveText('Forte');
  await expect(text.locator('a')).toHaveAttribute('href', 'https://amici.example/a');
  // Hostile: nothing runs, nothing is fetched, nothing but words stays.
  const before = await page.evaluate(() => Reflect.get(window, 'broken'));
  await all(`<p onclick="broken=1">Solo<script>broken=1</script> <a href="javascript:broken=1">parole</a>
    <img src="x" onerror="broken=1"><svg onload="broken=1"></svg><iframe srcdoc="<script>parent.broken=1</script>"></iframe></p>`);
  await expect(text).toHaveText('Solo parole');
  expect(await page.evaluate(() => Reflect.get(window, 'broken'))).toBe(before);
  await expect(page.getByText('Un’immagine non è stata incollata', { exact: true })).toBeVisible();
  await expect.poll(written).toContain('parole');
  expect(await written()).not.toMatch(/javascript|onerror|mso|broken/i);
});

test('a pasted screenshot becomes a picture of the message', async () => {
  const text = canvas().getByRole('textbox', { name: 'Testo' }).first();
  await text.click();
  await paste(text, { picture: await picture('#2f5d8a') });
  await expect.poll(kinds).toBe('heading text image columns text text');
  await expect(canvas().locator('[data-block=image] img')).toBeVisible();
});

test('pictures are found again in the library, described, and taken out without breaking a message', async () => {
  await canvas().locator('[data-block=image]').focus();
  await page.getByRole('button', { name: 'Scegli dalla raccolta' }).click();
  const files = await Promise.all(
    [
      ['alba.png', '#c2410c'],
      ['bosco.png', '#15803d'],
    ].map(async ([name = '', colour = '']) => ({ name, mimeType: 'image/png', buffer: await picture(colour) })),
  );
  await dialog().getByLabel('Carica immagini').setInputFiles(files);
  await expect(dialog().getByRole('button', { name: 'bosco.png' })).toBeVisible();
  await dialog().getByPlaceholder('Cerca per nome o testo alternativo').fill('alba');
  await expect(dialog().getByRole('listitem')).toHaveCount(1);
  await dialog().getByRole('button', { name: 'alba.png' }).click();
  await dialog().getByLabel('Testo alternativo').last().fill('L’alba sul fiume');
  await dialog().getByLabel('Testo alternativo').last().blur();
  await expect
    .poll(() =>
      withDatabase(async (db) => (await db.query(`SELECT alt FROM images WHERE alt <> ''`)).rows.map((row) => row.alt)),
    )
    .toContain('L’alba sul fiume');
  await dialog().getByRole('button', { name: 'Usa questa immagine' }).click();
  const shown = canvas().locator('[data-block=image] img');
  await expect(shown).toHaveAttribute('alt', 'L’alba sul fiume');
  await page.getByRole('button', { name: 'Scegli dalla raccolta' }).click();
  await dialog().getByRole('button', { name: 'alba.png' }).click();
  await dialog().getByRole('button', { name: 'Togli dalla raccolta' }).click();
  await expect(dialog().getByRole('button', { name: 'alba.png' })).toBeHidden();
  await dialog().getByRole('button', { name: 'Chiudi' }).click();
  const source = await shown.getAttribute('src');
  expect((await page.request.get(source ?? '')).status()).toBe(200);
});

test('the message is seen as a phone, and as a dark client, would show it', async () => {
  const ground = () => canvas().evaluate((section) => getComputedStyle(section).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Come nel tema scuro' }).click();
  await expect.poll(ground).not.toBe(light);
  await page.getByRole('button', { name: 'Come nel tema scuro' }).click();
  await expect.poll(ground).toBe(light);
  expect(await written()).not.toContain('#1a1a1a');
});

test('a row of links is filled in at the right', async () => {
  await page.getByRole('button', { name: 'Link e social', exact: true }).click();
  await page.getByLabel('Porta a').first().fill('https://amici.example');
  await page.getByRole('button', { name: 'Aggiungi una voce' }).click();
  await page.getByRole('menuitem', { name: 'Instagram' }).click();
  await page.getByLabel('Porta a').last().fill('https://www.instagram.com/amici');
  await expect.poll(written).toContain('instagram.com/amici');
});

test('older versions are looked at, told apart, and gone back to', async () => {
  await withDatabase((db) =>
    db.query(`UPDATE campaigns SET "updatedAt" = "updatedAt" - interval '10 minutes' WHERE id = $1`, [campaignId]),
  );
  const heading = canvas().getByRole('textbox', { name: 'Titolo' });
  await heading.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Tutto diverso');
  await expect.poll(written).toContain('Tutto diverso');
  await page.getByRole('button', { name: 'Cronologia' }).click();
  await expect(dialog().getByText('Titolo: da “Cari amici lontani” a “Tutto diverso”')).toBeVisible();
  await expect(dialog().frameLocator('iframe').getByText('Cari amici lontani')).toBeVisible();
  await dialog().getByRole('button', { name: 'Ripristina questa versione' }).click();
  await expect(canvas().getByRole('textbox', { name: 'Titolo' })).toHaveText('Cari amici lontani');
  expect(await written()).toContain('Cari amici lontani');
  await page.getByRole('button', { name: 'Cronologia' }).click();
  await expect(dialog().getByRole('button', { name: /prima di un ripristino/ })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a plain part of one’s own says what it lacks', async () => {
  await page.getByRole('button', { name: 'Testo semplice' }).click();
  await expect(dialog().getByText('Annulla l’iscrizione <{{ link.unsubscribe }}>')).toBeVisible();
  await dialog().getByRole('button', { name: 'Modifica il testo semplice' }).click();
  await dialog()
    .getByLabel('Testo', { exact: true })
    .fill('Ciao {{ contact.firstName | "a tutti" }}, leggi https://amici.example');
  await expect(dialog().getByText('Manca il link di disiscrizione')).toBeVisible();
  await dialog().getByRole('button', { name: 'Aggiungilo' }).click();
  await expect(dialog().getByText('Manca il link di disiscrizione')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await stored()).plainText).toContain('{{ link.unsubscribe }}');
});

test('a file goes along, a program does not', async () => {
  await page.getByRole('button', { name: 'Allegati' }).click();
  const input = dialog().locator('input[type=file]');
  await input.setInputFiles({ name: 'gioco.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
  await expect(dialog().getByText('viene rifiutato da quasi tutte le caselle')).toBeVisible();
  await input.setInputFiles({
    name: 'programma.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 vero'),
  });
  await expect(dialog().getByText('programma.pdf')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Allegati (1)' })).toBeVisible();
});

test('the message is kept as a template, and another begins from it', async () => {
  await page.getByRole('button', { name: 'Salva come modello' }).click();
  await dialog().getByLabel('Nome del modello').fill('Lettera ai soci');
  await dialog().getByRole('button', { name: 'Salva il modello' }).click();
  await expect(page.getByText('Modello “Lettera ai soci” salvato', { exact: true })).toBeVisible();
  await page.goto(`${base}/templates`);
  const card = page.getByRole('article', { name: 'Lettera ai soci' });
  await expect(card).toBeVisible();
  await card.getByRole('button', { name: 'Comincia una campagna' }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}\/edit/);
  await expect(canvas().getByRole('textbox', { name: 'Titolo' })).toHaveText('Cari amici lontani');
});

test('what arrives has the plain part, the file and the dark colours', async () => {
  const marker = `Saluto ${customer.slug}`;
  await page.goto(`${base}/${campaignId}/edit`);
  await page.getByLabel('Oggetto', { exact: true }).fill(marker);
  await page.getByLabel('Indirizzo del mittente').fill(`notizie@${customer.domain}`);
  await expect.poll(async () => (await stored()).subject).toBe(marker);
  await page.goto(`${base}/${campaignId}/review`);
  await page.getByLabel('Invia la prova a').fill(`prova@${customer.domain}`);
  await page.getByRole('button', { name: 'Invia la prova' }).click();
  await expect.poll(async () => (await caught(page, marker)).length, { timeout: 30_000 }).toBe(1);
  const [mail] = await caught(page, marker);
  expect(mail?.text).toContain('Ciao a tutti, leggi https://amici.example');
  expect(mail?.html).toContain('prefers-color-scheme:dark');
  const raw = await (await page.request.get(`/dev/mail/${mail?.id}/eml`)).text();
  expect(raw).toContain('filename="programma.pdf"');
  expect(raw).toContain(Buffer.from('%PDF-1.7 vero').toString('base64'));
});

test('on a phone a block is added, written, and its properties opened in a sheet', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${base}/${campaignId}/edit`);
  await page.getByRole('button', { name: 'Pulsante', exact: true }).click();
  await canvas().getByLabel('Testo del pulsante').last().fill('Vieni');
  await page.getByRole('button', { name: 'Proprietà e controlli' }).click();
  await dialog().getByLabel('Porta a').fill('https://amici.example/vieni');
  await dialog().getByRole('button', { name: 'Chiudi' }).click();
  await expect.poll(written).toContain('amici.example/vieni');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(360);
});
