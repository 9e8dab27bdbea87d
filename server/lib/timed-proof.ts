import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from './derived-key.ts';
import { InvalidState } from './errors.ts';

const MINUTES = 30;
const windowOf = (now: Date) => Math.floor(now.getTime() / (MINUTES * 60_000));

function proofIn(purpose: string, name: string, window: number): string {
  const key = derivedKey(purpose);
  if (!key) throw new InvalidState({ reason: 'no-secret-key' });
  return createHmac('sha256', key).update(`${name}.${window}`).digest().subarray(0, 18).toString('base64url');
}

/** Proof that we gave out `name` for a purpose, good for 30 to 60 minutes: for addresses that the content frame opens without a session. */
export function timedProof(purpose: string, name: string, now: Date): string {
  return proofIn(purpose, name, windowOf(now));
}

/** Whether `given` is such a proof, made in this half hour or the one before. */
export function isTimedProof(given: string, purpose: string, name: string, now: Date): boolean {
  const bytes = Buffer.from(given);
  return [0, 1].some((back) => {
    const expected = Buffer.from(proofIn(purpose, name, windowOf(now) - back));
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
}
