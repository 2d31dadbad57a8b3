import { expect, test } from 'vitest';
import { redactHeaders, redactQuery } from './redact.ts';

test('of cookies the names are kept', () => {
  const headers = new Headers({ cookie: 'psession=c2VjcmV0==; theme=dark;a=b' });
  expect(redactHeaders(headers)).toEqual({
    cookie: 'psession=[redacted]; theme=[redacted];a=[redacted]',
  });
});

test.each([
  'Authorization',
  'Proxy-Authorization',
  'X-Auth-Token',
  'X-CSRF-Token',
  'X-Session-Id',
  'X-Api-Key',
  'Set-Cookie2',
  'X-Client-Secret',
])('the header %s is redacted', (name) => {
  expect(Object.values(redactHeaders(new Headers({ [name]: 'Bearer abc' })))).toEqual([
    '[redacted]',
  ]);
});

test('other headers are told as they came', () => {
  const headers = { accept: '*/*', 'mock-viewer': 'admin', prefer: 'example=partial' };
  expect(redactHeaders(new Headers(headers))).toEqual(headers);
});

test.each([
  ['', ''],
  ['a=b&c=d', '?a=b&c=d'],
  ['token=abc&page=2', '?token=[redacted]&page=2'],
  ['psession=abc&PASSWORD=x', '?psession=[redacted]&PASSWORD=[redacted]'],
])('the query %j is told as %j', (query, told) => {
  expect(redactQuery(new URLSearchParams(query))).toBe(told);
});
