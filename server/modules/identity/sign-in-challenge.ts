import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { fromBase64url } from '#server/lib/base64url.ts';
import { derivedKey } from '#server/lib/derived-key.ts';

/** That the password was right, for as long as the code may be looked for. */
const CHALLENGE_MS = 300_000;

const challengeSchema = z.object({
  userId: z.uuid(),
  surface: z.enum(['portal', 'console']),
  /** When the password that was right had been set: a change since makes the challenge worthless. */
  passwordAt: z.number(),
  until: z.number(),
});
export type Challenge = z.infer<typeof challengeSchema>;

function macOf(body: string): Buffer {
  const key = derivedKey('sign-in-challenge');
  if (!key) throw new Error('POSTINO_SECRET_KEYS holds no key');
  return createHmac('sha256', key).update(body).digest();
}

/** `body.mac`: carried by the browser between the two steps of a sign-in; opens nothing without a code. */
export function signChallenge(challenge: Omit<Challenge, 'until'>, now: Date): string {
  const body = Buffer.from(JSON.stringify({ ...challenge, until: now.getTime() + CHALLENGE_MS })).toString('base64url');
  return `${body}.${macOf(body).toString('base64url')}`;
}

/** What `signChallenge` signed; undefined for anything else, and after its five minutes. */
export function readChallenge(text: string, now: Date): Challenge | undefined {
  const [body = '', mac = '', ...more] = text.split('.');
  const given = fromBase64url(mac);
  const expected = macOf(body);
  if (more.length > 0 || given?.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const parsed = challengeSchema.parse(JSON.parse(fromBase64url(body)?.toString('utf8') ?? 'null'));
  return now.getTime() < parsed.until ? parsed : undefined;
}
