import { afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '../config/env.ts';
import { signId, verifyId } from './derived-key.ts';
import { needsRotation, open, seal } from './secret-box.ts';
import { uuid7 } from './uuid.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const original = process.env.POSTINO_SECRET_KEYS ?? '';
afterEach(() => void overrideEnv({ POSTINO_SECRET_KEYS: original }));

describe('a sealed secret', () => {
  it('opens for its own row only', () => {
    const sealed = seal('parola d’ordine', 'row-1');
    expect(sealed).not.toContain('parola');
    expect(open(sealed, 'row-1')).toBe('parola d’ordine');
    expect(() => open(sealed, 'row-2')).toThrow();
  });

  it('does not open when a byte was changed', () => {
    const sealed = seal('x', 'row');
    const flipped = sealed.slice(0, -1) + (sealed.endsWith('A') ? 'B' : 'A');
    expect(() => open(flipped, 'row')).toThrow();
    const [id, iv, tag = '', body] = sealed.split('.');
    const shortTag = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    expect(() => open([id, iv, shortTag, body].join('.'), 'row')).toThrow();
    expect(() => open(`${sealed}.x`, 'row')).toThrow();
    expect(() => open('k1.a.b', 'row')).toThrow();
    expect(() => open('', 'row')).toThrow();
  });

  it('opens under an older key that is still listed, and asks to be sealed anew', () => {
    const sealed = seal('vecchia', 'row');
    overrideEnv({ POSTINO_SECRET_KEYS: `k2:${key(9)},k1:${key(7)}` });
    expect(open(sealed, 'row')).toBe('vecchia');
    expect(needsRotation(sealed)).toBe(true);
    expect(needsRotation(seal('nuova', 'row'))).toBe(false);
    overrideEnv({ POSTINO_SECRET_KEYS: `k2:${key(9)}` });
    expect(() => open(sealed, 'row')).toThrow(/key id k1/);
  });
});

describe('a signed id', () => {
  const id = uuid7();
  it('comes back from its own token', () => expect(verifyId('activate', signId('activate', id))).toBe(id));
  it('is worth nothing for another purpose', () => expect(verifyId('reset', signId('activate', id))).toBeUndefined());
  it.each([
    '',
    'a.b.c',
    'k1..',
    'k9.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA',
    'k1.AAAAAAAAAAAAAAAAAAAAAA.AA',
    '💥.x.y',
  ])('refuses %j', (token) => expect(verifyId('activate', token)).toBeUndefined());
  it('refuses a token with another id under the same signature', () => {
    const [keyId, , mac] = signId('activate', id).split('.');
    const [, other] = signId('activate', uuid7()).split('.');
    expect(verifyId('activate', `${keyId}.${other}.${mac}`)).toBeUndefined();
  });
});
