import { RequestError } from '@portal/serving/request-error';
import { expect, test } from 'vitest';
import { toRequestUrl } from './request-url.ts';

const read = (url: string, ...hosts: readonly string[]) =>
  toRequestUrl({ url, rawHeaders: ['Accept', 'host', ...hosts.flatMap((host) => ['Host', host])] })
    .href;

test.each([
  ['/v1/users/me', 'localhost:4010', 'http://localhost:4010/v1/users/me'],
  ['/a/../b?c=\\d', 'a.example', 'http://a.example/b?c=\\d'],
  ['/%2e%2e/x', 'A.Example:80', 'http://a.example/x'],
  ['//x/y', 'a', 'http://a//x/y'],
  ['/', '127.1:4010', 'http://127.0.0.1:4010/'],
  ['/', '[::1]:4010', 'http://[::1]:4010/'],
  ['https://b.example/c', 'a', 'https://b.example/c'],
])('the target %s at %s is %s', (target, host, url) => {
  expect(read(target, host)).toBe(url);
});

test('of several hosts the first is read', () => {
  expect(read('/', 'a', 'b')).toBe('http://a/');
});

test.each(['', ' ', 'a b', 'a@b', 'a/b', 'a?b', 'a#b', '1.2.3.999', 'a:99999', '[::1', 'A.1.2'])(
  'the host %j is none',
  (host) => {
    expect(() => read('/', host)).toThrow(RequestError);
  },
);

test('a request without a host names no place', () => {
  expect(() => read('/')).toThrow(new RequestError('Missing host header'));
});

test.each(['*', '', 'a', 'ftp://a/', '/a\\b', 'http://a b/', 'http://a/b\\c'])(
  'the target %j is none',
  (target) => {
    expect(() => read(target, 'a')).toThrow(RequestError);
  },
);
