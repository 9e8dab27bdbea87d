import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Refusal, refusalOf } from './validation.ts';

function refusal(schema: z.ZodType, input: unknown): Refusal {
  let told: Refusal | undefined;
  const result = schema.safeParse(input, {
    error: (issue) => {
      told = refusalOf(issue);
      return 'x';
    },
  });
  // Messages are made when they are read.
  expect(result.error?.issues).toHaveLength(1);
  if (!told) throw new Error('the input was accepted');
  return told;
}

describe('what a refused value is told', () => {
  it.each([
    ['a missing text', z.string(), undefined, { key: 'required' }],
    ['an empty text', z.string().min(1), '', { key: 'required' }],
    ['an empty address', z.email(), '', { key: 'required' }],
    ['a bad address', z.email(), 'a@', { key: 'email' }],
    ['a bad link', z.url(), 'a', { key: 'url' }],
    ['a short text', z.string().min(12), 'abc', { key: 'tooShort', count: 12 }],
    ['a long text', z.string().max(2), 'abc', { key: 'tooLong', count: 2 }],
    ['a small number', z.number().min(3), 2, { key: 'tooSmall', count: 3 }],
    ['a big number', z.number().max(3), 4, { key: 'tooBig', count: 3 }],
    ['a word for a number', z.number(), 'x', { key: 'notANumber' }],
    ['an empty list', z.array(z.string()).min(1), [], { key: 'tooFew', count: 1 }],
    ['a value not offered', z.enum(['a']), 'b', { key: 'choose' }],
    ['nothing chosen', z.enum(['a']), undefined, { key: 'required' }],
  ] as const)('%s', (_name, schema, input, expected) => {
    expect(refusal(schema, input)).toEqual(expected);
  });
});
