import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { demo, prefer, signIn } from './demo.ts';
import { consolePages, looks, type PageOf, portalPages, publicPages } from './pages.ts';

/** Opens a page in one look and holds it to axe, to its width and to a quiet console. */
async function holds(page: Page, one: PageOf, look: (typeof looks)[number]) {
  await prefer(page, look);
  await page.setViewportSize({ width: look.width, height: look.width === 360 ? 740 : 900 });
  const noise: string[] = [];
  const listen = (message: { type(): string; text(): string }) => {
    if (message.type() === 'error' && !/status of (401|404)/.test(message.text())) noise.push(message.text());
  };
  page.on('console', listen);
  await page.goto(one.path);
  await page.waitForLoadState('networkidle', { timeout: 30_000 });
  const where = `${one.name} (${look.language}, ${look.theme}, ${look.width})`;
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Messages are shown where no script runs, axe's neither: it would wait for an answer for ever.
    .exclude('iframe[sandbox=""]')
    .analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
      where,
    )
    .toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${where}: sideways`).toBeLessThanOrEqual(0);
  expect.soft(await page.locator('html').getAttribute('lang'), where).toBe(one.cookieless ? 'it' : look.language);
  expect.soft(noise, `${where}: console`).toEqual([]);
  page.off('console', listen);
}

/** Each page in one look; which one goes round, so that every look meets a quarter of the pages. `npm run shots` shows them all. */
async function holdAll(page: Page, pages: PageOf[]) {
  for (const [index, one] of pages.entries()) {
    const look = looks[index % looks.length];
    if (look) await test.step(`${one.name} ${JSON.stringify(look)}`, () => holds(page, one, look));
  }
}

// Each signs in as somebody else: they need not wait for each other.
test.describe.configure({ mode: 'parallel' });

test('public pages are sound in the look they are given', async ({ page }) => {
  test.setTimeout(300_000);
  await holdAll(page, publicPages);
});

test('portal pages are sound in the look they are given', async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, 'portal', demo.owner);
  await holdAll(page, await portalPages(page));
});

test('console pages are sound in the look they are given', async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, 'console', demo.administrator);
  await holdAll(page, consolePages);
});
