import { expect, type Page } from '@playwright/test';
import { demoMembers, demoPassword, demoStaff } from '#server/config/demo-logins.ts';

export const demo = { password: demoPassword, owner: demoMembers[0].username, administrator: demoStaff[0].username };

/** Signs in on the login page of a surface and waits for what follows it. */
export async function signIn(
  page: Page,
  surface: 'portal' | 'console',
  username: string,
  password: string = demo.password,
) {
  await page.goto(surface === 'console' ? '/admin/login' : '/login');
  await page.getByLabel('Nome utente').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await expect(page).not.toHaveURL(/login/);
}

/** Language and theme as a person keeps them. */
export async function prefer(page: Page, choice: { language?: 'it' | 'en'; theme?: 'light' | 'dark' }) {
  const url = page.context().pages()[0]?.url();
  const { origin } = new URL(url && url !== 'about:blank' ? url : 'http://127.0.0.1:4310');
  await page
    .context()
    .addCookies([
      ...(choice.language ? [{ name: 'postino-language', value: choice.language, url: origin }] : []),
      ...(choice.theme ? [{ name: 'postino-theme', value: choice.theme, url: origin }] : []),
    ]);
}
