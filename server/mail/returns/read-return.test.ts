import { describe, expect, it } from 'vitest';
import { readReturn } from './read-return.ts';
import { bytesOf, samples } from './samples/all.ts';

describe('the corpus', () => {
  it('holds at least 160 different mails', () => {
    expect(new Set(samples.map(({ name }) => name)).size).toBe(samples.length);
    expect(samples.length).toBeGreaterThanOrEqual(160);
  });

  it('is read as expected, every one', async () => {
    const wrong: string[] = [];
    for (const sample of samples) {
      const report = await readReturn(bytesOf(sample));
      try {
        expect(report).toMatchObject(sample.expected);
      } catch {
        const keys = Object.keys(sample.expected) as (keyof typeof report)[];
        const got = Object.fromEntries([...keys, 'evidence' as const].map((key) => [key, report[key]]));
        wrong.push(`${sample.name}: ${JSON.stringify(got)} instead of ${JSON.stringify(sample.expected)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
