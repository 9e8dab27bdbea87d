import type { Page } from '@playwright/test';

/** Waits until the page answers keys: a focus and a press need none of what a click waits for by itself. */
export const hydrated = (page: Page) => page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
