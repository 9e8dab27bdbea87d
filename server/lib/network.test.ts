import { expect, it } from 'vitest';
import { networkOf } from './network.ts';

it.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:db8::2:1', '2001:db8::/64'],
  ['', ''],
  ['nonsense', ''],
])('puts %j into the network %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
