import { afterEach, expect, it } from 'vitest';
import { overrideEnv } from './env.ts';
import { cookieName, hosts, linkOrigin, originOf } from './hosts.ts';

afterEach(() => void overrideEnv({ PUBLIC_URL: '', POSTINO_HOSTS: '' }));

it('lets every surface share one name by default, with the port in the cookie’s name', () => {
  overrideEnv({ PUBLIC_URL: 'http://127.0.0.1:4000' });
  expect(new Set(Object.values({ ...hosts(), scheme: '127.0.0.1:4000' }))).toEqual(new Set(['127.0.0.1:4000']));
  expect(cookieName('postino-portal')).toBe('postino-portal-4000');
});

it('gives surfaces names of their own, and each workspace its link host', () => {
  const table = { console: 'console.posta.example', content: 'content.posta.example', links: '*.links.posta.example' };
  overrideEnv({ PUBLIC_URL: 'https://app.posta.example', POSTINO_HOSTS: JSON.stringify(table) });
  expect(originOf('console')).toBe('https://console.posta.example');
  expect(originOf('portal')).toBe('https://app.posta.example');
  expect(linkOrigin('demo')).toBe('https://demo.links.posta.example');
  expect(cookieName('postino-portal')).toBe('__Host-postino-portal');
});
