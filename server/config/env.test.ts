import { describe, expect, it } from 'vitest';
import { parseEnv } from './env.ts';

const keys = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

describe('the environment', () => {
  it('has a default for everything but what only an operator knows', () => {
    const env = parseEnv({ POSTINO_SECRET_KEYS: keys });
    expect(env).toMatchObject({ PORT: 3000, publicUrl: 'http://127.0.0.1:3000', LOG_LEVEL: 'info', demo: false });
    expect(env.DATABASE_URL).toBeUndefined();
  });

  it.each([
    [{ PORT: 'eighty' }, /PORT/],
    [{ PUBLIC_URL: 'posta.example' }, /PUBLIC_URL/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
    [{ TRUSTED_PROXIES: '-1' }, /TRUSTED_PROXIES/],
    [{ POSTINO_SECRET_KEYS: 'k1:short' }, /32 bytes/],
    [{ POSTINO_SECRET_KEYS: 'K ey:x' }, /32 bytes/],
  ])('names what is wrong in %j', (change, message) => {
    expect(() => parseEnv({ POSTINO_SECRET_KEYS: keys, ...change })).toThrow(message);
  });

  it('takes an empty variable for an unset one, and drops a trailing slash', () => {
    const env = parseEnv({ POSTINO_SECRET_KEYS: keys, PORT: '', PUBLIC_URL: 'https://posta.example/' });
    expect(env).toMatchObject({ PORT: 3000, publicUrl: 'https://posta.example' });
  });
});
