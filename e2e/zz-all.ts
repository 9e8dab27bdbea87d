import { open, shot } from './zz-lib.ts';
import { portalPages, publicPages } from './pages.ts';
import { AxeBuilder } from '@axe-core/playwright';
const [, , language = 'it', theme = 'light', width = '1440', only = ''] = process.argv;
const { browser, page } = await open('marta', { language: language as 'it', theme: theme as 'light', width: Number(width) });
const base = '/w/demo';
const extra = [['attributes', `${base}/groups/attributes`], ['files', `${base}/contacts/files`]].map(([name, path]) => ({ name, path }));
const all = [...(await portalPages(page)), ...extra, ...publicPages];
for (const one of all) {
  if (only && !only.split(',').some((o) => one.name!.startsWith(o))) continue;
  await page.goto(one.path!);
  await shot(page, `${one.name}-${language}-${theme}-${width}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) console.log('OVERFLOW', one.name, over);
}
await browser.close();
