import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWellFormedTarget } from './well-formed-target.ts';

test.each([
  '/',
  '/v1/users/me',
  '/v1/users/me/',
  '/v1/users/me?',
  '/v1/users/me?a=b&c=/../%zz//',
  '/v1/users/profile/ex%61mple',
  '/v1/users/profile/%00',
  '/v1/users/profile/%E2%82%AC',
  '/v1/users/profile/..%2fme',
  '/v1/users/profile/...',
  '/v1/users/profile/.well-known',
  '/trpc/users.me,users.profile',
  "/!$&'()*+,;=:@~_-",
])('%s is well-formed', (target) => {
  expect(isWellFormedTarget(target)).toBe(true);
});

test.each([
  '',
  '*',
  'v1',
  '?',
  '//',
  '/v1//',
  '//v1',
  '/.',
  '/..',
  '/./',
  '/%2e',
  '/%2E%2e/',
  '/v1/.%2e',
  '/%',
  '/%4',
  '/%zz',
  '/%ff',
  '/%c0%ae',
  '/%ed%a0%80',
  '/#',
  '/?#',
  '/?a b',
  '/a b',
  '/\\',
  '/a\tb',
  '/a\nb',
  '/a\0',
  '/\x7f',
  '/é',
  '/?é',
  '/[a]',
  '/"',
  'http://portal.example/',
])('%j is not well-formed', (target) => {
  expect(isWellFormedTarget(target)).toBe(false);
});

/** Text of the characters that URLs are about, so that many a target is nearly well-formed. */
const target = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '.',
        '..',
        '%2e',
        '%2E',
        '%2f',
        '%5c',
        '%00',
        '%',
        '%c3%a9',
        '%ff',
      ),
      fc.constantFrom('\\', '?', '#', ';', ':', '@', '*', ' ', '\t', '[', '"', 'v1', 'users', 'me'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    ),
    { maxLength: 10 },
  )
  .map((parts) => `/${parts.join('')}`);

test('the path of a well-formed target is what a URL parser makes of it, to the letter', () => {
  fc.assert(
    fc.property(target, (text) => {
      fc.pre(isWellFormedTarget(text));
      const { host, pathname, hash } = new URL(`http://portal.example${text}`);
      expect([host, pathname, hash]).toEqual(['portal.example', text.split('?', 1)[0], '']);
      for (const segment of pathname.split('/')) decodeURIComponent(segment);
    }),
    { numRuns: 2000, maxSkipsPerRun: 100 },
  );
});
