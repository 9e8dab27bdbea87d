import { createHmac, timingSafeEqual } from 'node:crypto';

/** So far a request's time may lie from ours, either way. */
const DRIFT_SECONDS = 300;

export type SignedRequest = {
  /** Seconds since 1970, as the header has them. */
  timestamp: string;
  method: string;
  /** Path and query, as sent. */
  path: string;
  body: Buffer;
};

const mac = (secret: string, { timestamp, method, path, body }: SignedRequest) =>
  createHmac('sha256', secret).update(`${timestamp}.${method}.${path}.`).update(body).digest();

/** The header `Postino-Signature`: HMAC-SHA-256 of `timestamp.method.path.body`, in lower-case hexadecimal. */
export function signatureOf(secret: string, request: SignedRequest): string {
  return `v1=${mac(secret, request).toString('hex')}`;
}

/** Whether the header is this request's signature; told in the same time for every wrong one. */
export function signatureHolds(secret: string, request: SignedRequest, header: string): boolean {
  const hex = /^v1=([0-9a-f]{64})$/.exec(header)?.[1] ?? '';
  const given = Buffer.from(hex.padEnd(64, '0'), 'hex');
  return timingSafeEqual(given, mac(secret, request)) && hex !== '';
}

export function timestampHolds(timestamp: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) - now.getTime() / 1000) <= DRIFT_SECONDS;
}
