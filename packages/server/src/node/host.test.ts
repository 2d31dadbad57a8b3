import type { IncomingMessage } from 'node:http';
import { RequestError } from '@hono/node-server';
import { expect, test } from 'vitest';
import { createNormalizeHost } from './host.ts';

test.each([
  ['portal.example', 'portal.example'],
  ['PORTAL.example:8443', 'portal.example:8443'],
  ['portal.example:', 'portal.example'],
  ['portal.example:80', 'portal.example'],
  ['my_service:3000', 'my_service:3000'],
  ['127.0.0.1', '127.0.0.1'],
  ['[::1]:8443', '[::1]:8443'],
  ['[0:0:0:0:0:0:0:1]:8443', '[::1]:8443'],
])('the host %s is %s in normal form', (host, normal) => {
  expect(normalize({ host })).toEqual([normal]);
});

test.each([
  [undefined, 'Missing host header'],
  ['', 'Missing host header'],
  ['user@portal.example', 'Invalid host header'],
  ['portal.example/v1', 'Invalid host header'],
  ['portal.example\\', 'Invalid host header'],
  ['p%61rtal.example', 'Invalid host header'],
  ['portal.1', 'Invalid host header'],
  ['1.2.3', 'Invalid host header'],
  ['1.2.3.999', 'Invalid host header'],
  ['portal.example:99999', 'Invalid host header'],
  ['[::1', 'Invalid host header'],
  ['[::1%25eth0]', 'Invalid host header'],
])('the host %s is none: %s', (host, reason) => {
  expect(normalize({ host })).toEqual([reason]);
});

test('only HTTP/1.0 may leave the host out, and then it is this machine', () => {
  expect(normalize({ httpVersion: '1.0' })).toEqual(['localhost']);
  expect(normalize({ httpVersion: '1.0', host: 'a b' })).toEqual(['Invalid host header']);
});

test('no host is taken for the one before it', () => {
  const sent = [
    { host: 'a' },
    { host: 'b@a' },
    { host: 'b@a' },
    { host: 'A' },
    { httpVersion: '1.0' },
    {},
    { host: 'a' },
  ];
  expect(normalize(...sent)).toEqual([
    'a',
    'Invalid host header',
    'Invalid host header',
    'a',
    'localhost',
    'Missing host header',
    'a',
  ]);
});

interface Sent {
  readonly host?: string | undefined;
  readonly httpVersion?: string;
}

/** What one server makes of requests, one after the other. */
function normalize(...sent: readonly Sent[]): readonly (string | undefined)[] {
  const normalizeHost = createNormalizeHost();
  return sent.map(({ host, httpVersion = '1.1' }) => {
    const incoming = { headers: { host }, httpVersion } as IncomingMessage;
    try {
      normalizeHost(incoming);
      return incoming.headers.host;
    } catch (error) {
      expect(error).toBeInstanceOf(RequestError);
      return (error as RequestError).message;
    }
  });
}
