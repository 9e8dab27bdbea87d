import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { demo, prefer, signIn } from '../demo.ts';
import { consolePages, type PageOf, portalPages, publicPages, themes, widths } from '../pages.ts';

/** `npm run shots`: each page at 1440 and 360 px, light and dark, into .postino/shots; four of them into docs/screens. SHOTS_LANGUAGE=en: in English; SHOTS_LOOKS=1440-light,360-dark: only these. */
const folder = join('.postino', 'shots');
const language = process.env.SHOTS_LANGUAGE === 'en' ? 'en' : 'it';
const chosen = process.env.SHOTS_LOOKS?.split(',');
const looks = themes
  .flatMap((theme) => widths.map((width) => ({ theme, width })))
  .filter(({ theme, width }) => chosen?.includes(`${width}-${theme}`) ?? true);
const kept = new Map([
  ['campaigns', 'campaigns'],
  ['editor', 'editor'],
  ['report', 'report'],
  ['contacts', 'contacts'],
]);

async function shoot(page: Page, pages: PageOf[]) {
  mkdirSync(folder, { recursive: true });
  mkdirSync(join('docs', 'screens'), { recursive: true });
  for (const one of pages) {
    for (const { theme, width } of looks) {
      await prefer(page, { language, theme });
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await page.goto(one.path);
      await page.waitForLoadState('networkidle');
      // The design page shows the skeleton itself.
      if (one.name !== 'console-design') await expect(page.locator('.animate-pulse-soft')).toHaveCount(0);
      const file = join(folder, `${one.name}-${language}-${width}-${theme}.png`);
      await page.screenshot({ path: file, fullPage: width === 360 });
      const name = kept.get(one.name);
      if (name && language === 'it' && width === 1440 && theme === 'light')
        copyFileSync(file, join('docs', 'screens', `${name}.png`));
    }
  }
}

test('public', async ({ page }) => {
  test.setTimeout(900_000);
  await shoot(page, publicPages);
});

test('portal', async ({ page }) => {
  test.setTimeout(900_000);
  await signIn(page, 'portal', demo.owner);
  await shoot(page, await portalPages(page));
});

test('console', async ({ page }) => {
  test.setTimeout(900_000);
  await signIn(page, 'console', demo.administrator);
  await shoot(page, consolePages);
});
