import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '#server/lib/derived-key.ts';
import { proves } from '#shared/forms/proof.ts';

/** A challenge is good for so long; its number is remembered as used for the same time. */
export const CHALLENGE_SECONDS = 2 * 3600;
/** Nobody reads and fills in a form in less. The widget, which asks at the first touch, waits for the shorter one. */
const SOONEST_PROVED_MS = 1_000;
const SOONEST_TIMED_MS = 2_000;

/** What a visitor's browser did for its sign-up. `nonce` is to be used once. */
export type Effort =
  | { kind: 'proved' | 'timed'; nonce: string }
  /** Sent without a challenge: a form of plain HTML. */
  | { kind: 'none' }
  | { kind: 'stale' | 'early' };

function macOf(publicId: string, head: string): Buffer {
  const key = derivedKey('form-challenge');
  if (!key) throw new Error('POSTINO_SECRET_KEYS holds no key');
  return createHmac('sha256', key).update(`${publicId}:${head}`).digest().subarray(0, 12);
}

/** `bits.time.nonce.mac`: find numbers that hash with the nonce to so many leading zeros (shared/forms/proof.ts). */
export function makeChallenge(publicId: string, bits: number, now: Date): string {
  const head = `${bits}.${now.getTime().toString(36)}.${randomBytes(12).toString('base64url')}`;
  return `${head}.${macOf(publicId, head).toString('base64url')}`;
}

/** Judges what came with a sign-up; whether the nonce was used before is asked elsewhere. */
export function judgeEffort(publicId: string, given: { token: string; proof: string }, now: Date): Effort {
  if (given.token === '') return { kind: 'none' };
  const [bits = '', time = '', nonce = '', mac = '', ...more] = given.token.split('.');
  const expected = macOf(publicId, `${bits}.${time}.${nonce}`);
  const claimed = Buffer.from(mac, 'base64url');
  if (more.length > 0 || claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) {
    return { kind: 'stale' };
  }
  const age = now.getTime() - Number.parseInt(time, 36);
  if (!(age >= 0 && age < CHALLENGE_SECONDS * 1000)) return { kind: 'stale' };
  if (given.proof === '') return age < SOONEST_TIMED_MS ? { kind: 'early' } : { kind: 'timed', nonce };
  if (age < SOONEST_PROVED_MS) return { kind: 'early' };
  if (!proves(nonce, given.proof, Number(bits))) return { kind: 'stale' };
  return { kind: 'proved', nonce };
}
