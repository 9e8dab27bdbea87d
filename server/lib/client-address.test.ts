import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

it.each([
  ['127.0.0.1', '203.0.113.9', 0, '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9', 1, '203.0.113.9'],
  ['127.0.0.1', '198.51.100.1, 203.0.113.9', 1, '203.0.113.9'],
  ['127.0.0.1', '198.51.100.1, 203.0.113.9', 2, '198.51.100.1'],
  ['::ffff:192.0.2.1', null, 0, '192.0.2.1'],
  ['127.0.0.1', 'nonsense', 1, ''],
])('from peer %s and X-Forwarded-For %s with %d proxies trusts %s', (peer, header, trusted, expected) => {
  expect(clientAddress(peer, header, trusted)).toBe(expected);
});
