import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePath, isTrpc, toQuery, toSentPath } from './request-path.ts';

test.each([
  ['/v1/users/me', '/v1/users/me'],
  ['/v1/users/me?a=/b#c', '/v1/users/me'],
  ['/v1/users/me#a?b', '/v1/users/me'],
  ['/v1/%6de?', '/v1/%6de'],
  ['http://user:word@portal.example:1/v1/users/me?a', '/v1/users/me'],
  ['HTTPS://portal.example', ''],
  ['*', '*'],
  ['', ''],
])('the path of the target %j is %j', (target, path) => {
  expect(toSentPath(target)).toBe(path);
});

test.each([
  ['/v1/%6d%65', '/v1/me'],
  ['/v1%2Fme', '/v1%2Fme'],
  ['/%256de', '/%256de'],
  ['/%3f%23', '/%3f%23'],
  ['/%C3%A9', '/é'],
  ['/%zz/%6d', '/%zz/%6d'],
  ['/%ff', '/%ff'],
])('the path %s is compared as %s', (path, decoded) => {
  expect(decodePath(path)).toBe(decoded);
});

test('what a name is encoded to is the same name, once its path was decoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const path = decodePath(`/${encodeURIComponent(name)}`);
      expect(decodeURIComponent(path.slice(1))).toBe(name);
    }),
  );
});

test.each([
  ['/trpc', true],
  ['/trpc/', true],
  ['/trpc/users.me', true],
  ['/trpcs', false],
  ['/', false],
])('%s is of tRPC: %s', (path, expected) => {
  expect(isTrpc(path)).toBe(expected);
});

test.each([
  ['/trpc/x', null],
  ['/trpc/x?', null],
  ['/trpc/x?a&batch=%31', '1'],
  ['/trpc/x?b%61tch=1?', '1?'],
])('the query of %s tells batch as %j', (target, value) => {
  expect(toQuery(target).get('batch')).toBe(value);
});
