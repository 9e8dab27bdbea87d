import { createHmac, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { derivedKey } from '#server/lib/derived-key.ts';

/** RFC 6238 as every authenticator app speaks it: SHA-1, six digits, thirty seconds. */
const PERIOD_S = 30;
const common = { algorithm: 'SHA1', digits: 6, period: PERIOD_S } as const;

/** A fresh shared secret in base32 (160 bits, RFC 4226 §4). */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The `otpauth://` address that an app reads from the square code. */
export function otpauthUri(secret: string, issuer: string, username: string): string {
  return new TOTP({ ...common, secret: Secret.fromBase32(secret), issuer, label: username }).toString();
}

/**
 * The time step that a code belongs to, one step around `now` being forgiven (RFC 6238 §5.2); undefined for a wrong code, and
 * for one of a step that is not after `lastStep`: a code works once.
 */
export function stepOfCode(secret: string, code: string, now: Date, lastStep: number | null): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const totp = new TOTP({ ...common, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

export const recoveryCodeCount = 10;
// Crockford's base32: what is read off paper can't be taken for another letter.
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Codes for the day the telephone is lost: fifty random bits each, `xxxxx-xxxxx`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = [...randomBytes(10)].map((byte) => LETTERS[byte & 31] ?? '');
    return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
  });
}

/** A recovery code as it was typed, in the one spelling that is hashed; undefined for what is none. */
export function readRecoveryCode(typed: string): string | undefined {
  const letters = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return /^[0-9a-hjkmnp-tv-z]{10}$/.test(letters) ? letters : undefined;
}

/** Keyed, so that the table alone can't be searched for codes. */
export function hashRecoveryCode(userId: string, code: string): string {
  const key = derivedKey('recovery-code');
  if (!key) throw new Error('POSTINO_SECRET_KEYS holds no key');
  return createHmac('sha256', key)
    .update(`${userId}\0${readRecoveryCode(code) ?? ''}`)
    .digest('base64url');
}
