import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { env } from '../config/env.ts';
import { fromBase64url } from './base64url.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret for a column: `keyId.iv.tag.ciphertext` in base64url, AES-256-GCM. The row's id is the additional data,
 * so that a sealed value copied to another row does not open.
 */
export function seal(plain: string, rowId: string): string {
  const [newest] = env().secretKeys;
  if (!newest) throw new Error('POSTINO_SECRET_KEYS holds no key');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, newest.key, iv).setAAD(Buffer.from(rowId));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [newest.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** Opens what `seal` made under any key still listed. Throws when the value, the row or the key is not the right one. */
export function open(sealed: string, rowId: string): string {
  const [id, ...parts] = sealed.split('.');
  const key = env().secretKeys.find((candidate) => candidate.id === id)?.key;
  const [iv, tag, body] = parts.map(fromBase64url);
  if (!key || iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES || !body || parts.length !== 3) {
    throw new Error(`no key opens this secret (key id ${id})`);
  }
  const decipher = createDecipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(rowId)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/** Whether a sealed value should be sealed anew under the newest key. */
export function needsRotation(sealed: string): boolean {
  return !sealed.startsWith(`${env().secretKeys[0]?.id}.`);
}
