import { expect, test } from 'vitest';
import { redactHeaders, redactQuery } from './redact.ts';

test('of cookies the names are kept', () => {
  const headers = new Headers({ cookie: 'psession=c2VjcmV0==; theme=dark;a=b' });
  expect(redactHeaders(headers)).toEqual({
    cookie: 'psession=[redacted]; theme=[redacted];a=[redacted]',
  });
});

test.each([
  ['c2VjcmV0', '[redacted]'],
  ['theme=dark; c2VjcmV0', 'theme=[redacted]; [redacted]'],
  ['=c2VjcmV0; a', '=[redacted]; [redacted]'],
])('the cookies %j are told as %j, with a name or without', (cookie, told) => {
  expect(redactHeaders([['cookie', cookie]])).toEqual({ cookie: told });
});

test.each([
  ['http://localhost:5173/in?token=abc&page=2', 'http://localhost:5173/in?token=[redacted]&page=2'],
  ['http://localhost:5173/in?code=abc', 'http://localhost:5173/in?code=[redacted]'],
  ['http://localhost:5173/in?%74oken=a=b', 'http://localhost:5173/in?%74oken=[redacted]'],
  ['/in#access_token=abc', '/in#access_token=[redacted]'],
  ['http://me:secret@localhost/', 'http://[redacted]@localhost/'],
  ['http://localhost/?zip_code=1011&q=a', 'http://localhost/?zip_code=1011&q=a'],
])('a header of %j is told as %j', (value, told) => {
  expect(redactHeaders([['referer', value]])).toEqual({ referer: told });
  expect(redactHeaders([['x-original-url', value]])).toEqual({ 'x-original-url': told });
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
  ['code=abc&page=2', '?code=[redacted]&page=2'],
  ['psession=abc&PASSWORD=x', '?psession=[redacted]&PASSWORD=[redacted]'],
])('the query %j is told as %j', (query, told) => {
  expect(redactQuery(new URLSearchParams(query))).toBe(told);
});
