import { expect, type Page, test } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { type Customer, makeCustomer, makeStaff } from './customer.ts';
import { demo, signIn } from './demo.ts';
import { hydrated } from './hydrated.ts';
import { operator, withDatabase } from './installation.ts';
import { caught } from './mail.ts';

/**
 * How people get in, stay in and get back in: rotation, reset by mail, second factor, their own sessions, and a password that
 * somebody else has. Told in order: each chapter stands on the one before.
 */
test.describe.configure({ mode: 'serial' });

let customer: Customer;
let page: Page;
let base = '';
let secret = '';
let codes: string[] = [];
const second = 'sette sedie intorno al tavolo';
const third = 'la nebbia copre il ponte vecchio';

test.beforeAll(async ({ browser }) => {
  customer = await makeCustomer('accessi');
  base = `/w/${customer.slug}`;
  page = await (await browser.newContext()).newPage();
});
test.afterAll(() => page.context().close());

const ageOf = (username: string, days: number) =>
  withDatabase((db) =>
    db.query(`UPDATE users SET "passwordChangedAt" = now() - $2 * interval '1 day' WHERE username = $1`, [
      username,
      days,
    ]),
  );

/** The newest link of a mail to an address whose subject matches; the mail is waited for. */
async function linkFrom(email: string, subject: string, path: string): Promise<string> {
  let found = '';
  await expect
    .poll(
      async () => {
        const mails = (await caught(page, email)).filter((mail) => mail.subject.includes(subject));
        found = mails[0]?.links.find((link) => link.includes(path)) ?? '';
        return found;
      },
      { timeout: 30_000 },
    )
    .not.toBe('');
  return new URL(found).pathname;
}

/** A code of the app that was not used yet: the clock's next step, where this one's is spent. */
function codeAt(steps = 0): string {
  const timestamp = Date.now() + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}
const forgetStep = (username: string) =>
  withDatabase((db) =>
    db.query(
      'UPDATE second_factors SET "lastStep" = NULL WHERE "userId" = (SELECT id FROM users WHERE username = $1)',
      [username],
    ),
  );

test('a password that is about to expire is told, an expired one opens its page and no other', async () => {
  const username = customer.people.owner;
  await ageOf(username, 80);
  await signIn(page, 'portal', username);
  await expect(page.getByText('La password scade tra 9 giorni.')).toBeVisible();
  await ageOf(username, 91);
  for (const path of ['', '/contacts', '/settings/access', '/settings/members', '/campaigns']) {
    await page.goto(`${base}${path}`);
    await expect(page).toHaveURL(`${base}/settings/password`);
  }
  for (const [method, path] of [
    ['GET', `exports/00000000-0000-7000-8000-000000000000/file`],
    ['GET', `imports/00000000-0000-7000-8000-000000000000/rejected`],
    ['POST', 'images'],
    ['POST', 'imports'],
  ] as const) {
    const answer = await page.request.fetch(`/api${base}/${path}`, { method, data: 'x' });
    expect(answer.status(), path).toBe(403);
    expect(await answer.json(), path).toMatchObject({ reason: 'password-must-change' });
  }
});

test('a weak one is refused in words, a good one opens the rest again, and a mail says so', async () => {
  await page.getByLabel('Password attuale').fill(demo.password);
  await page.getByLabel('Nuova password').fill('password1234');
  await expect(page.getByText('Somiglia a una password comune.')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Cambia password' }).click();
  await expect(page.getByText(/facile da indovinare/).first()).toBeVisible();
  await page.getByLabel('Nuova password').fill(demo.password);
  await page.getByRole('button', { name: 'Cambia password' }).click();
  await expect(page.getByText(/contiene nomi che ti riguardano|È già la tua password/).first()).toBeVisible();
  await page.getByLabel('Nuova password').fill(second);
  await expect(page.getByText(/^(Buona|Ottima)\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Cambia password' }).click();
  await expect(page).toHaveURL(base);
  await linkFrom(`owner@${customer.domain}`, 'è cambiata', '/reset/block/');
});

test('the second factor is turned on with a first code, and gives ten recovery codes', async () => {
  await page.goto(`${base}/settings/access`);
  await page.getByRole('button', { name: 'Attiva', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('La tua password').fill(second);
  await dialog.getByRole('button', { name: 'Avanti' }).click();
  await expect(dialog.getByRole('img', { name: 'Codice da inquadrare con l’app' })).toBeVisible();
  secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await dialog.getByLabel('Codice dell’app').fill('000000');
  await dialog.getByRole('button', { name: 'Conferma e attiva' }).click();
  await expect(dialog.getByText(/Il codice non è giusto/).first()).toBeVisible();
  await dialog.getByLabel('Codice dell’app').fill(codeAt());
  await dialog.getByRole('button', { name: 'Conferma e attiva' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  codes = await dialog.getByRole('listitem').allInnerTexts();
  const file = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Scarica' }).click();
  expect((await file).suggestedFilename()).toBe('codici-di-recupero.txt');
  await dialog.getByRole('button', { name: 'Li ho messi al sicuro' }).click();
  await expect(page.getByText('Attiva dal')).toBeVisible();
});

test('signing in goes by keyboard alone, with the code of the app', async ({ browser }) => {
  await forgetStep(customer.people.owner);
  const other = await (await browser.newContext()).newPage();
  await other.goto('/login');
  await hydrated(other);
  await other.getByLabel('Nome utente').focus();
  await other.keyboard.type(customer.people.owner);
  await other.keyboard.press('Tab');
  await other.keyboard.type(second);
  await other.keyboard.press('Enter');
  await expect(other.getByLabel('Codice')).toBeFocused();
  await other.keyboard.type(codeAt());
  await other.keyboard.press('Enter');
  await expect(other).toHaveURL(base);
  await other.goto(`${base}/settings/access`);
  await expect(other.getByText('Questa', { exact: true })).toBeVisible();
  await page.goto(`${base}/settings/access`);
  await expect(page.getByText('Hai aperto una sessione da un’altra postazione')).toBeVisible();
  await other.context().close();
});

test('a recovery code works once, and says how many are left', async () => {
  await page.goto('/login');
  for (const [code = '', verdict] of [
    [codes[0], 'Ti restano 9 codici di recupero'],
    [codes[0], 'Il codice non è giusto, o è già stato usato.'],
  ]) {
    await page.context().clearCookies();
    await page.goto('/login');
    await page.getByLabel('Nome utente').fill(customer.people.owner);
    await page.getByLabel('Password').fill(second);
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.getByLabel('Codice').fill(code);
    await page.getByRole('button', { name: 'Entra' }).click();
    await expect(page.getByText(verdict ?? '').first()).toBeVisible();
  }
  await page.getByLabel('Codice').fill(codes[1] ?? '');
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.getByRole('button', { name: 'Continua' }).click();
  await expect(page).toHaveURL(base);
});

test('failed attempts stand among one’s own sign-ins', async () => {
  await page.goto(`${base}/settings/access`);
  const list = page.getByRole('table', { name: 'Ultimi accessi' });
  await expect(list.getByText('Entrato').first()).toBeVisible();
  await expect(list.getByText('Codice sbagliato')).toBeVisible();
});

test('a form whose rules could not be fetched sends nothing, and is checked at the next press', async ({ browser }) => {
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto('/login');
  await visitor.waitForLoadState('networkidle');
  const asked: string[] = [];
  visitor.on('request', (request) => request.url().includes('/api/trpc/identity.signIn') && asked.push(request.url()));
  await visitor.route('**/_next/static/**', (route) => route.abort());
  await visitor.getByRole('button', { name: 'Accedi' }).click();
  await expect(visitor.locator('form').getByRole('alert')).toContainText('Il server non risponde');
  await visitor.unroute('**/_next/static/**');
  await visitor.getByRole('button', { name: 'Accedi' }).click();
  await expect(visitor.locator('form').getByRole('alert').getByRole('listitem')).toHaveCount(2);
  await expect(visitor.getByLabel('Nome utente')).toHaveAccessibleDescription('Va compilato.');
  expect(asked).toEqual([]);
  await visitor.context().close();
});

test('wrong passwords are slowed down, with the time to wait', async ({ browser }) => {
  const other = await (await browser.newContext()).newPage();
  await other.goto('/login');
  await other.getByLabel('Nome utente').fill(customer.people.analyst);
  for (let n = 0; n < 6; n++) {
    await other.getByLabel('Password').fill(`non è questa ${n}`);
    await other.getByRole('button', { name: 'Accedi' }).click();
    await expect(other.getByText(n < 5 ? /non corrispondono/ : /Riprova tra \d+ secondi/).first()).toBeVisible();
  }
  await other.context().close();
});

test('a forgotten password is set anew by a link, once, and nobody learns who exists', async ({ browser }) => {
  const other = await (await browser.newContext()).newPage();
  const email = `editor@${customer.domain}`;
  for (const login of ['nessuno.qui', email]) {
    await other.goto('/login');
    await other.getByRole('link', { name: 'Password dimenticata' }).click();
    await other.getByLabel('Nome utente o e-mail').fill(login);
    await other.getByRole('button', { name: 'Mandami il link' }).click();
    await expect(other.getByText(`Se “${login}” corrisponde a un accesso`)).toBeVisible();
  }
  const link = await linkFrom(email, 'Una nuova password', '/reset/');
  await other.goto(link);
  await expect(other.getByText(customer.people.editor)).toBeVisible();
  await other.getByLabel('Nuova password').fill(second);
  await other.getByRole('button', { name: 'Salva la nuova password' }).click();
  await expect(other.getByText('Password cambiata')).toBeVisible();
  await other.goto(link);
  await expect(other.getByText('Questo link è già stato usato')).toBeVisible();
  await other.goto(`${link}x`);
  await expect(other.getByText('Questo link non è valido')).toBeVisible();
  await other.getByRole('link', { name: 'Chiedi un altro link' }).click();
  await expect(other).toHaveURL('/reset');
  await signIn(other, 'portal', customer.people.editor, second);
  await other.context().close();
});

test('“somebody has my password” blocks at once; the mailed link opens again', async ({ browser }) => {
  await page.goto(`${base}/settings/access`);
  await page.getByRole('button', { name: 'Blocca il mio accesso' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Blocca l’accesso' }).click();
  await expect(page.getByText('Questo accesso è bloccato')).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await other.goto('/login');
  await other.getByLabel('Nome utente').fill(customer.people.owner);
  await other.getByLabel('Password').fill(second);
  await other.getByRole('button', { name: 'Accedi' }).click();
  await expect(other.getByText(/Questo accesso è bloccato/).first()).toBeVisible();
  await other.goto(await linkFrom(`owner@${customer.domain}`, 'è bloccato', '/reset/'));
  await other.getByLabel('Nuova password').fill(third);
  await other.getByRole('button', { name: 'Salva la nuova password' }).click();
  await expect(other.getByText('Password cambiata')).toBeVisible();
  await other.context().close();
});

test('the link of a notice asks before it blocks', async ({ browser }) => {
  const other = await (await browser.newContext()).newPage();
  await other.goto(await linkFrom(`editor@${customer.domain}`, 'è cambiata', '/reset/block/'));
  await expect(other.getByText('Bloccare l’accesso?')).toBeVisible();
  const blocked = () =>
    withDatabase(
      async (db) =>
        (await db.query('SELECT "blockedAt" FROM users WHERE username = $1', [customer.people.editor])).rows[0]
          ?.blockedAt !== null,
    );
  expect(await blocked()).toBe(false);
  await other.getByRole('button', { name: 'Blocca l’accesso' }).click();
  await expect(other.getByText('L’accesso è bloccato')).toBeVisible();
  expect(await blocked()).toBe(true);
  await other.context().close();
});

test('an administrator helps a colleague in by a link, and so does the command line', async ({ browser }) => {
  const [administrator, colleague] = [await makeStaff('administrator'), await makeStaff('support')];
  const staff = await (await browser.newContext()).newPage();
  await signIn(staff, 'console', administrator);
  await expect(staff.getByText('Lo staff entra senza verifica in due passaggi.')).toBeVisible();
  await staff.goto('/admin/staff');
  await staff.getByRole('button', { name: `Manda a ${colleague} un link per la nuova password` }).click();
  await staff.getByRole('dialog').getByRole('button', { name: 'Manda un link per la nuova password' }).click();
  await expect(staff.getByText(`Link mandato a ${colleague}@postino.example`, { exact: true })).toBeVisible();
  await linkFrom(`${colleague}@postino.example`, 'Una nuova password', '/admin/reset/');
  const printed = operator<{ resetUrl: string }>('staff', 'reset-password', '--username', colleague);
  await staff.goto(new URL(printed.resetUrl).pathname);
  await staff.getByLabel('Nuova password').fill(third);
  await staff.getByRole('button', { name: 'Salva la nuova password' }).click();
  await expect(staff.getByText('Password cambiata')).toBeVisible();
  await staff.context().close();
});
