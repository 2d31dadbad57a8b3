import type { PortalContext } from '@portal/server';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createFindPeer,
  createToRateLimitKey,
  type Peer,
  toRateLimitKey,
} from './client-address.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:DB8:1:2::', '2001:db8:1:2::'],
  ['2001:db8::1', '2001:db8::'],
  ['::1', '::'],
  ['fe80::1%eth0', 'fe80::'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['[2001:db8:1:2:3::4]', '2001:db8:1:2::'],
  ['[2001:db8:1:2:3::4]:51234', '2001:db8:1:2::'],
  ['[::ffff:203.0.113.7]:80', '203.0.113.7'],
  ['64:ff9b::203.0.113.7', '203.0.113.7'],
  ['64:ff9b::cb00:7108', '203.0.113.8'],
  ['2002:cb00:7107:1::9', '203.0.113.7'],
])('%s counts as %s', (address, counted) => {
  expect(toRateLimitKey(address)).toBe(counted);
});

test.each([
  '',
  'unknown',
  'somebody',
  '_x1',
  '203.0.113.256',
  '203.0.113.7:port',
  '::g',
  '[203.0.113.7',
  '[somebody]:80',
  'a'.repeat(14_000),
])('%j is no address', (text) => {
  expect(toRateLimitKey(text)).toBeUndefined();
});

test('all of an IPv6 network of 64 bits counts as one, and no other network does', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const half = fc.tuple(group, group, group, group);
  const toAddress = (groups: readonly number[]) =>
    groups.map((part) => part.toString(16)).join(':');
  fc.assert(
    fc.property(half, half, half, ([first, ...rest], one, other) => {
      // 6to4 counts by the IPv4 address in it.
      fc.pre((first | 0x2000) !== 0x2002);
      const network = [first | 0x2000, ...rest];
      const [counted, again] = [one, other].map((host) =>
        toRateLimitKey(toAddress([...network, ...host])),
      );
      expect(counted).toBe(again);
      const next = [...network.slice(0, 3), (network[3] ?? 0) ^ 1];
      expect(toRateLimitKey(toAddress([...next, ...one]))).not.toBe(counted);
    }),
  );
});

test('whatever is forwarded counts under a key of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect((toRateLimitKey(text) ?? '').length).toBeLessThanOrEqual(39);
    }),
  );
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
  ['a proxy names a port too', PROXIES, '127.0.0.1', '198.51.100.1:51234', '198.51.100.1'],
  [
    'a hop with a port is a proxy',
    PROXIES,
    '127.0.0.1',
    '198.51.100.1, 10.1.2.3:80',
    '198.51.100.1',
  ],
  ['a proxy names no address', PROXIES, '127.0.0.1', '198.51.100.1, unknown', '127.0.0.1'],
] as const)('where %s', (...[, trusted, socket, forwarded, counted]) => {
  expect(findFor(trusted, socket, forwarded)).toBe(counted);
});

test('a request that crossed no socket has an address of its own', () => {
  const toKey = createToRateLimitKey({ trustedProxies: [], findPeer: createFindPeer([]) });
  expect(toKey({ env: undefined } as unknown as PortalContext)).toBe('in-process');
});

test('a client that is named by somebody who is not trusted is reported', () => {
  const reported: Peer[] = [];
  const onUntrusted = (peer: Peer) => void reported.push(peer);
  findFor(PROXIES, '127.0.0.1', '198.51.100.1', onUntrusted);
  findFor(PROXIES, '203.0.113.1', undefined, onUntrusted);
  expect(reported).toEqual([]);
  findFor(PROXIES, '203.0.113.1', '198.51.100.1', onUntrusted);
  expect(reported).toEqual([{ address: '203.0.113.1', isTrusted: false }]);
});

function findFor(
  ...[trustedProxies, remoteAddress, forwarded, onUntrusted = () => undefined]: readonly [
    readonly string[],
    string,
    string | undefined,
    ((peer: Peer) => void)?,
  ]
): string {
  const findPeer = createFindPeer(trustedProxies);
  const toKey = createToRateLimitKey({ trustedProxies, findPeer, onUntrusted });
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const incoming = { headers, socket: { remoteAddress } };
  return toKey({ env: { incoming } } as unknown as PortalContext);
}
