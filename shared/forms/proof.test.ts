import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashHead, proves, searchProof } from './proof.ts';

describe('the hash', () => {
  it('is SHA-256’s first word, for every length that fits a block', () => {
    for (let length = 0; length <= 55; length++) {
      const text = randomBytes(40).toString('hex').slice(0, length);
      expect(hashHead(text), text).toBe(createHash('sha256').update(text).digest().readUInt32BE(0));
    }
  });
});

describe('a proof', () => {
  it('is found where there is one, and holds for its own seed only', () => {
    const answer = searchProof('abcdefghijklmnop', 10, 0, 100_000);
    expect(answer).toBeGreaterThanOrEqual(0);
    expect(proves('abcdefghijklmnop', String(answer), 10)).toBe(true);
    expect(proves('ponmlkjihgfedcba', String(answer), 20)).toBe(false);
  });

  it('is not claimed where none was found', () => {
    expect(searchProof('abcdefghijklmnop', 32, 0, 50)).toBe(-1);
  });

  it('asks for nothing at no bits', () => {
    expect(proves('x', 'anything', 0)).toBe(true);
  });
});
