import { expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const ours = {
  method: 'POST',
  path: '/api/trpc/x',
  host: 'app.example',
  origin: 'https://app.example',
  site: 'same-origin',
};

it.each([
  ['our own page', {}, true],
  ['another site', { origin: 'https://evil.example', site: 'cross-site' }, false],
  ['a sibling host', { origin: 'https://links.app.example', site: 'same-site' }, false],
  ['a sandboxed frame', { origin: 'null', site: undefined }, false],
  ['an old browser on another site', { origin: 'https://evil.example', site: undefined }, false],
  ['a program', { origin: undefined, site: undefined }, true],
  ['a read from elsewhere', { method: 'GET', site: 'cross-site' }, true],
  ['a one-click unsubscribe', { path: '/u/abc', origin: 'https://mail.example', site: 'cross-site' }, true],
])('%s', (_, change, expected) => {
  expect(isSameOrigin({ ...ours, ...change })).toBe(expected);
});
