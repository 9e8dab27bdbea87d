import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { env } from '../config/env.ts';
import { fromBase64url } from './base64url.ts';

const cache = new Map<string, KeyObject>();

/** A key for one purpose, derived from a secret key (HKDF-SHA-256, RFC 5869). `keyId` unset: the newest. */
export function derivedKey(purpose: string, keyId = env().secretKeys[0]?.id ?? ''): KeyObject | undefined {
  const root = env().secretKeys.find((candidate) => candidate.id === keyId);
  if (!root) return undefined;
  const name = `${keyId}/${purpose}/${root.key.toString('base64url', 0, 6)}`;
  let key = cache.get(name);
  if (!key) {
    key = createSecretKey(Buffer.from(hkdfSync('sha256', root.key, 'postino', purpose, 32)));
    cache.set(name, key);
  }
  return key;
}

/** `keyId.id.mac`: a bearer token that carries an id, for links that may be shown again (activation). */
export function signId(purpose: string, id: string): string {
  const keyId = env().secretKeys[0]?.id ?? '';
  const key = derivedKey(purpose, keyId);
  if (!key) throw new Error('POSTINO_SECRET_KEYS holds no key');
  const mac = createHmac('sha256', key).update(id).digest().subarray(0, 16).toString('base64url');
  return `${keyId}.${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}.${mac}`;
}

/** The id (a UUID) that `signId` signed, or undefined for anything else, another spelling of the same bytes included. */
export function verifyId(purpose: string, token: string): string | undefined {
  const [keyId = '', packed = '', mac = '', ...more] = token.split('.');
  const hex = fromBase64url(packed)?.toString('hex');
  const given = fromBase64url(mac);
  const key = derivedKey(purpose, keyId);
  if (!key || hex?.length !== 32 || !given || more.length > 0) return undefined;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const expected = createHmac('sha256', key).update(id).digest().subarray(0, 16);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
}
