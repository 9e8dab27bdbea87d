import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { solve } from '#tests/solve-proof.ts';
import { hashHead, proves, searchPart } from './proof.ts';

describe('the hash', () => {
  it('is SHA-256’s first word, for every length that fits a block', () => {
    for (let length = 0; length <= 55; length++) {
      const text = randomBytes(40).toString('hex').slice(0, length);
      expect(hashHead(text), text).toBe(createHash('sha256').update(text).digest().readUInt32BE(0));
    }
  });
});

describe('a proof', () => {
  const seed = 'abcdefghijklmnop';

  it('is found where there is one, and holds for its own seed only', () => {
    const proof = solve(seed, 10);
    expect(proves(seed, proof, 10)).toBe(true);
    expect(proves('ponmlkjihgfedcba', proof, 20)).toBe(false);
  });

  it('wants an answer of its own for each part, and nothing else', () => {
    const answers = solve(seed, 12).split('-');
    expect(proves(seed, answers.slice(1).join('-'), 12)).toBe(false);
    expect(proves(seed, [...answers, '0'].join('-'), 12)).toBe(false);
    expect(proves(seed, answers.with(3, '').join('-'), 0)).toBe(false);
    expect(proves(seed, answers.with(3, '1e3').join('-'), 0)).toBe(false);
    expect(proves(seed, Array(8).fill(answers[0]).join('-'), 24)).toBe(false);
  });

  it('is not claimed where none was found', () => {
    expect(searchPart(seed, 0, 32, 0, 50)).toBe(-1);
  });

  it('asks for any numbers at no bits', () => {
    expect(proves('x', '0-0-0-0-0-0-0-0', 0)).toBe(true);
  });
});
