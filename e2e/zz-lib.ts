import { chromium, type Page, type BrowserContext } from '@playwright/test';
import { existsSync } from 'node:fs';
export const base = 'http://127.0.0.1:4320';
export async function open(who = 'marta', look: { language?: 'it' | 'en'; theme?: 'light' | 'dark'; width?: number } = {}) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const state = `/tmp/ui/state-${who}.json`;
  const width = look.width ?? 1440;
  const make = async () => browser.newContext({ baseURL: base, viewport: { width, height: width === 360 ? 740 : 900 }, reducedMotion: 'reduce', ...(existsSync(state) ? { storageState: state } : {}) });
  const context = await make();
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  if (who !== 'nobody') {
    await page.goto('/w/demo');
    if (/login/.test(page.url())) {
      await context.clearCookies();
      await page.goto('/login');
      await page.locator('input[name=username]').fill(who);
      await page.locator('input[name=password]').fill('lungofiume-2026');
      await page.locator('button[type=submit]').click();
      await page.waitForURL(/\/w\//);
      await context.storageState({ path: state });
    }
  }
  await context.addCookies([
    { name: 'postino-language', value: look.language ?? 'it', url: base },
    { name: 'postino-theme', value: look.theme ?? 'light', url: base },
  ]);
  return { browser, context, page };
}
export async function shot(page: Page, name: string, full = true) {
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForTimeout(250);
  await page.screenshot({ path: `/tmp/ui/${name}.png`, fullPage: full });
}
