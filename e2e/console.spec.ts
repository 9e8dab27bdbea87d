import { expect, type Page, test } from '@playwright/test';
import { type Customer, makeCustomer, makeStaff } from './customer.ts';
import { prefer, signIn } from './demo.ts';
import { withDatabase } from './installation.ts';
import { caught } from './mail.ts';

/** The provider's day, told in English: one customer is found, looked at, suspended and let go on. */
test.describe.configure({ mode: 'serial' });

let page: Page;
let customer: Customer;

test.beforeAll(async ({ browser }) => {
  customer = await makeCustomer('console');
  const staff = await makeStaff('administrator');
  page = await browser.newPage();
  await signIn(page, 'console', staff);
  await prefer(page, { language: 'en' });
});
test.afterAll(async () => {
  await page.close();
});

const main = () => page.getByRole('main');

test('the palette finds a customer by keyboard alone, and remembers it', async () => {
  await page.goto('/admin/today');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(customer.slug);
  await expect(page.getByRole('option', { name: customer.slug })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: customer.slug })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByText('Chosen lately')).toBeVisible();
  await expect(page.getByRole('option').first()).toContainText(customer.slug);
  await page.getByRole('combobox').fill('zzzz');
  await expect(page.getByText('Try part of a name')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a customer’s page tells how it is and what is switched on', async () => {
  await expect(main().getByText('nothing to look at')).toBeVisible();
  await expect(main().getByText('On', { exact: true })).toHaveCount(5);
  await page.goto(`/admin/customers?q=${customer.domain}`);
  await expect(page.getByRole('link', { name: customer.slug })).toBeVisible();
  await expect(main().getByText('0 of 100,000')).toBeVisible();
});

test('suspending asks for a reason, closes the portal’s sends and is told by mail; resuming too', async ({
  browser,
}) => {
  await page.goto(`/admin/customers?q=${customer.domain}`);
  await page.getByRole('link', { name: customer.slug }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer.slug })).toBeVisible();
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Reason').fill('Recipients say that they never signed up');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByText(`${customer.slug} is suspended`).first()).toBeVisible();

  const told = async () => (await caught(page, `owner@${customer.domain}`)).map(({ text }) => text ?? '').join();
  await expect.poll(told, { timeout: 20_000 }).toContain('Recipients say that they never signed up');

  const portal = await browser.newPage();
  await signIn(portal, 'portal', customer.people.owner);
  await expect(portal.getByText('Recipients say that they never signed up')).toBeVisible();
  await portal.close();

  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Cleared up by telephone');
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(`${customer.slug} is active again`).first()).toBeVisible();
});

test('looking at deliveries asks why once, and the customer reads that staff looked', async () => {
  const address = `cercata@${customer.domain}`;
  await withDatabase(async (db) => {
    await db.query(
      `WITH w AS (SELECT id FROM workspaces WHERE slug = $1),
         t AS (SELECT id FROM topics WHERE "workspaceId" = (SELECT id FROM w)),
         n AS (INSERT INTO contacts ("workspaceId", id, address, "addressKey") SELECT id, gen_random_uuid(), $2, $2 FROM w RETURNING id),
         c AS (INSERT INTO campaigns ("workspaceId", id, name, state, "stateAt", "topicId", document, "startedAt", audience)
           SELECT w.id, gen_random_uuid(), 'Autunno', 'finished', now(), t.id, '{}', now(), 1 FROM w, t RETURNING id)
       INSERT INTO deliveries ("campaignId", "contactId", "workspaceId", "stateAt", state, "trackOpens", "trackClicks")
         SELECT c.id, n.id, w.id, now(), 'bounced', 'off', 'off' FROM c, n, w`,
      [customer.slug, address],
    );
  });
  await page.goto('/admin/deliveries');
  await page.getByLabel('Reason').fill('Request 42: nothing came');
  await page.getByRole('button', { name: 'Begin searching' }).click();
  await page.getByLabel('Address or Message-ID').fill(address);
  await page.getByRole('button', { name: 'Search', exact: true }).last().click();
  const found = page.getByRole('table', { name: 'Deliveries' });
  await expect(found.getByText('Bounced')).toBeVisible();
  await expect(found.getByRole('cell', { name: customer.slug, exact: true })).toBeVisible();
  await page.goto('/admin/deliveries');
  await expect(page.getByText('Request 42: nothing came')).toBeVisible();

  await page.goto('/admin/audit?action=backoffice.');
  await expect(main().getByText('Deliveries looked at by staff').first()).toBeVisible();
});

test('a setting says its default, is changed, and goes back', async () => {
  await page.goto('/admin/settings?q=health.least');
  const field = page.getByLabel('Messages needed for a judgement', { exact: true });
  await field.fill('150');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(main().getByText('Default: 100')).toBeVisible();
  await page.getByRole('button', { name: 'Back to default' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Back to default' }).click();
  await expect(field).toHaveValue('100');
});

test('the jobs’ page names the living processes', async () => {
  await page.goto('/admin/jobs');
  await expect(main().getByText('Running').first()).toBeVisible();
  await expect(main().getByText('Worker').first()).toBeVisible();
});

test('anybody reads the status without signing in, as a page and as data', async ({ browser }) => {
  const anybody = await browser.newPage();
  await anybody.goto('/status?lang=en');
  await expect(anybody.getByRole('heading', { name: 'Service status' })).toBeVisible();
  await expect(anybody.getByRole('img', { name: /Portal, last 90 days/ })).toBeVisible();
  const data = await (await anybody.request.get('/status.json')).json();
  expect(data.components).toHaveLength(6);
  await anybody.close();
});

test('the console’s pages stay closed to a customer’s people', async ({ browser }) => {
  const other = await browser.newPage();
  await signIn(other, 'portal', customer.people.editor);
  expect((await other.request.get('/api/admin/audit')).status()).toBe(401);
  await other.goto('/admin/deliveries');
  await expect(other).toHaveURL(/admin\/login/);
  await other.close();
});
