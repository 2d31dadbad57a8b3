import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFindClientAddress, toCountedAddress } from './client-address.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:DB8:1:2::', '2001:db8:1:2::'],
  ['2001:db8::1', '2001:db8::'],
  ['::1', '::'],
  ['fe80::1%eth0', 'fe80::'],
])('%s counts as %s', (address, counted) => {
  expect(toCountedAddress(address)).toBe(counted);
});

test.each(['', 'unknown', 'somebody', '203.0.113.7:80', '[2001:db8::1]', '203.0.113.256', '::g'])(
  '%j is no address and counts as it stands',
  (text) => {
    expect(toCountedAddress(text)).toBe(text);
  },
);

test('all of an IPv6 network of 64 bits counts as one, and no other network does', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const half = fc.tuple(group, group, group, group);
  const toAddress = (groups: readonly number[]) =>
    groups.map((part) => part.toString(16)).join(':');
  fc.assert(
    fc.property(half, half, half, ([first, ...rest], one, other) => {
      const network = [first | 0x2000, ...rest];
      const [counted, again] = [one, other].map((host) =>
        toCountedAddress(toAddress([...network, ...host])),
      );
      expect(counted).toBe(again);
      const next = [...network.slice(0, 3), (network[3] ?? 0) ^ 1];
      expect(toCountedAddress(toAddress([...next, ...one]))).not.toBe(counted);
    }),
  );
});

test('whatever is forwarded counts as something', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void toCountedAddress(text)));
});

const PROXIES = ['127.0.0.1', '10.0.0.0/8', '2001:db8:f::/48'];

test.each([
  ['nobody is trusted', [], '203.0.113.1', '198.51.100.1', '203.0.113.1'],
  ['the socket is no proxy', PROXIES, '203.0.113.1', '198.51.100.1', '203.0.113.1'],
  ['a proxy names a hop', PROXIES, '127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a proxy names many', PROXIES, '127.0.0.1', '192.0.2.1, 198.51.100.1', '198.51.100.1'],
  ['a hop is a proxy', PROXIES, '127.0.0.1', '198.51.100.1, 10.1.2.3', '198.51.100.1'],
  ['a hop claims a proxy', PROXIES, '127.0.0.1', '10.1.2.3, 198.51.100.1', '198.51.100.1'],
  ['all are proxies', PROXIES, '127.0.0.1', '10.0.0.2, 10.0.0.1', '10.0.0.2'],
  ['a proxy speaks IPv6', PROXIES, '2001:db8:f::1', '2001:db8:1:2:3::4', '2001:db8:1:2::'],
  ['a proxy is mapped into IPv6', PROXIES, '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a proxy names nobody', PROXIES, '127.0.0.1', undefined, '127.0.0.1'],
  ['a proxy names no address', PROXIES, '127.0.0.1', 'unknown', 'unknown'],
] as const)('where %s', (...[, trusted, socket, forwarded, counted]) => {
  expect(findFor(trusted, socket, forwarded)).toBe(counted);
});

test('a request that crossed no socket has an address of its own', () => {
  expect(createFindClientAddress([])(undefined)).toBe('in-process');
});

function findFor(
  trusted: readonly string[],
  remoteAddress: string,
  forwarded: string | undefined,
): string {
  const find = createFindClientAddress(trusted);
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const incoming = { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
  return find(incoming);
}
