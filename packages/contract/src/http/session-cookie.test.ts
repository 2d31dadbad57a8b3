import { expect, test } from 'vitest';
import { findSessionCookie } from './session-cookie.ts';

test.each([
  ['psession=abc', 'abc'],
  ['a=b; psession=abc; c=d', 'abc'],
  ['psession=a=b', 'a=b'],
  [' \tpsession=abc \t; a=b', 'abc'],
  ['psession', ''],
  ['psession; psession=abc', undefined],
  ['psession=; psession=abc', undefined],
  ['psession =abc', undefined],
  ['psessions=abc', undefined],
  ['psession=abc; psession=def', undefined],
  ['psession=abc; psession=abc', undefined],
  ['Psession=abc', undefined],
  ['xpsession=abc', undefined],
  ['', undefined],
  [undefined, undefined],
  [null, undefined],
])('%j holds the session %j', (header, expected) => {
  expect(findSessionCookie(header)).toBe(expected);
});
