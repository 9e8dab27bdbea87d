import { expect, type Page } from '@playwright/test';

export type Caught = {
  id: string;
  subject: string;
  to: string[] | string;
  html: string | null;
  text: string | null;
  links: string[];
  headers: { name: string; value: string }[] | [string, string][];
};

/** Every caught message that matches, newest first. */
export async function caught(page: Page, search: string): Promise<Caught[]> {
  const all: Caught[] = [];
  let before: string | null = null;
  do {
    const query = new URLSearchParams({ search, limit: '200', ...(before ? { before } : {}) });
    const answer = await page.request.get(`/dev/mail/api?${query}`);
    expect(answer.ok()).toBe(true);
    const body = (await answer.json()) as { messages: Caught[]; next: string | null };
    all.push(...body.messages);
    before = body.next;
  } while (before);
  return all;
}

/** A header of a caught message; '' where it has none. */
export function headerOf(message: Caught, name: string): string {
  for (const entry of message.headers) {
    const [key, value] = Array.isArray(entry) ? entry : [entry.name, entry.value];
    if (key.toLowerCase() === name.toLowerCase()) return value;
  }
  return '';
}
