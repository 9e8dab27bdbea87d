import { z } from 'zod';

/** Input of every list: a page size and where to go on. The cursor is opaque to the browser. */
export const cursorPage = z.object({
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).nullish(),
});

/** A page of a list; `next` is null on the last one. */
export type Page<T> = { rows: T[]; next: string | null };

/** Cuts one row more than asked into a page. */
export function toPage<T>(rows: T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
