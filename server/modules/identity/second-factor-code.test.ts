import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { newRecoveryCodes, newSecret, otpauthUri, readRecoveryCode, stepOfCode } from './second-factor-code.ts';

/** RFC 6238, appendix B: the ASCII secret 12345678901234567890, SHA-1, cut to six digits. */
const secret = Secret.fromLatin1('12345678901234567890').base32;

describe('a time-based code', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_111_111_111, '050471', 37_037_037],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
    [20_000_000_000, '353130', 666_666_666],
  ])('at %i seconds is %s, as RFC 6238 says', (seconds, code, step) => {
    expect(stepOfCode(secret, code, new Date(seconds * 1000), null)).toBe(step);
  });

  it.each([
    [-31, undefined],
    [-30, 36],
    [0, 36],
    [29, 36],
    [59, 36],
    [60, undefined],
  ])('of step 36 typed %i seconds into it: %s', (offset, step) => {
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: 36 * 30_000 });
    expect(stepOfCode(secret, code, new Date(36 * 30_000 + offset * 1000), null)).toBe(step);
  });

  it('works once: not again in its step, nor an older one after it', () => {
    const at = new Date(36 * 30_000);
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
    expect(stepOfCode(secret, code, at, 35)).toBe(36);
    expect(stepOfCode(secret, code, at, 36)).toBeUndefined();
    expect(stepOfCode(secret, code, at, 37)).toBeUndefined();
  });

  it.each(['', '12345', '1234567', '28708a', ' 287082', '２８７０８２'])('is never %j', (code) => {
    expect(stepOfCode(secret, code, new Date(59_000), null)).toBeUndefined();
  });
});

it('hands an app a secret of 160 bits with the issuer’s and the person’s name', () => {
  const fresh = newSecret();
  expect(Secret.fromBase32(fresh).bytes).toHaveLength(20);
  expect(newSecret()).not.toBe(fresh);
  const uri = otpauthUri(fresh, 'Posta & Co', 'marta');
  expect(uri).toMatch(/^otpauth:\/\/totp\/Posta%20%26%20Co:marta\?/);
  expect(uri).toContain(`secret=${fresh}`);
});

describe('recovery codes', () => {
  it('are ten, all different, in a spelling that reads back', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^[0-9a-z]{5}-[0-9a-z]{5}$/);
      expect(readRecoveryCode(code)).toBe(code.replace('-', ''));
    }
  });

  it.each([
    ['ABCDE-FGHJK', 'abcdefghjk'],
    ['abcde fghjk', 'abcdefghjk'],
    ['abcdefghjk', 'abcdefghjk'],
    ['oOiIl-00000', '0011100000'],
    ['abcde-fghj', undefined],
    ['abcde-fghju', undefined],
    ['287082', undefined],
  ])('reads %j as %j', (typed, code) => {
    expect(readRecoveryCode(typed)).toBe(code);
  });
});
