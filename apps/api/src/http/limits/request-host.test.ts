import type { IncomingMessage } from 'node:http';
import { RequestError } from '@portal/serving/request-error';
import { expect, test } from 'vitest';
import { createRequireReadable } from './request-host.ts';

test.each([
  ['portal.example', '/'],
  ['PORTAL.example:8443', '/v1'],
  ['my_service:3000', '/'],
  ['127.0.0.1', '/'],
  ['[::1]:8443', '/'],
  ['portal.example', 'http://other.example/'],
])('the host %s with the target %s is readable', (host, url) => {
  expect(judge([host, url])).toEqual(['readable']);
});

test.each([
  [undefined, '/', 'Missing host header'],
  ['', '/', 'Missing host header'],
  ['portal.example', '*', 'Invalid URL'],
  ['portal.example', 'v1', 'Invalid URL'],
  ['user@portal.example', '/', 'Invalid host header'],
  ['portal.example/v1', '/', 'Invalid host header'],
  ['portal.example:', '/', 'Invalid host header'],
  ['portal.1', '/', 'Invalid host header'],
  ['1.2.3.999', '/', 'Invalid host header'],
])('the host %s with the target %s is not: %s', (host, url, reason) => {
  expect(judge([host, url])).toEqual([reason]);
});

test('no host is taken for another one that was seen before it', () => {
  const seen = [
    ['a', '/'],
    ['a', '*'],
    ['b@a', '/'],
    ['b@a', '/'],
    ['a', '/'],
    [undefined, '/'],
  ] as const;
  expect(judge(...seen)).toEqual([
    'readable',
    'Invalid URL',
    'Invalid host header',
    'Invalid host header',
    'readable',
    'Missing host header',
  ]);
});

type Asked = readonly [host: string | undefined, url: string];

/** What one server makes of requests, one after the other. */
function judge(...asked: readonly Asked[]): readonly string[] {
  const requireReadable = createRequireReadable();
  return asked.map(([host, url]) => {
    try {
      requireReadable({ url, headers: { host } } as IncomingMessage);
      return 'readable';
    } catch (error) {
      expect(error).toBeInstanceOf(RequestError);
      return (error as RequestError).message;
    }
  });
}
