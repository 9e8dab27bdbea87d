import type { z } from 'zod';
import { type Refusal, refusalOf } from '#components/ui/validation.ts';

/** What was typed, as a value; or what is wrong with it, by the path of each part ("limits.contacts"; '' for the whole). */
export type Reading<Value> = { value: Value } | { refusals: Partial<Record<string, Refusal>> };

/** A value held to its schema; of each part the first issue is told. */
export function readWith<Value>(schema: z.ZodType<Value>, value: unknown): Reading<Value> {
  const told: Refusal[] = [];
  const parsed = schema.safeParse(value, {
    error: (issue) => {
      told.push(refusalOf(issue));
      return undefined;
    },
  });
  if (parsed.success) return { value: parsed.data };
  const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
  return { refusals: Object.fromEntries(paths.map((path, index) => [path, told[index]] as const).reverse()) };
}

/** The refusal of an amount in cents, in the euro that were typed. */
export function inEuro(refusal: Refusal | undefined): Refusal | undefined {
  return refusal?.count === undefined ? refusal : { ...refusal, count: refusal.count / 100 };
}

/** A number as typed: undefined where nothing was, NaN for what is none. */
export function typedNumber(text: string, numberOf: (text: string) => number | null): number | undefined {
  return text.trim() === '' ? undefined : (numberOf(text.trim()) ?? Number.NaN);
}
