import { type Header, withHeader, withoutHeader } from '../../wire/wire-request.ts';
import { toRefusal } from '../world/predict.ts';
import type { Mutation } from './mutation.ts';
import { pick } from './pick.ts';

const INVALID = toRefusal(400, 'Invalid request');
const DENIED = { refused: toRefusal(403, 'Access denied') };
const TOO_LONG = 20_000;

/** What steers other servers, and must not steer this one. */
const IDLE_HEADERS: readonly Header[] = [
  ['X-Correlation-Id', 'no-such-id'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Original-URL', '/v1/users/me'],
  ['X-Forwarded-Host', 'evil.example'],
  ['Forwarded', 'for=1.2.3.4;host=evil.example'],
  ['Authorization', 'Bearer x'],
  ['If-None-Match', '*'],
  ['If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT'],
  ['Range', 'bytes=0-1'],
  ['Accept', 'text/html'],
  ['Accept-Encoding', 'gzip, br'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['x-user-id', '1'],
  ['x-odd', '\xff\x80\xe9'],
  ['x-empty', ''],
  ['x-trpc-source', '__proto__'],
  ['User-Agent', '%s%n{{7*7}}'],
];

/** Each of them names who asks, so a second one would be for another. */
const SINGLE_HEADERS: readonly Header[] = [
  ['Host', 'evil.example'],
  ['Host', 'portal.example'],
];

export const headerMutations: readonly Mutation[] = [
  {
    kind: 'a header that means nothing here',
    change: (request, random) => withHeader(request, pick(random, IDLE_HEADERS)),
    outcome: 'same',
  },
  {
    kind: 'a page of a foreign origin',
    on: 'POST',
    change: (request, random) =>
      withHeader(
        request,
        pick<Header>(random, [
          ['Origin', 'http://evil.example'],
          ['Origin', 'null'],
          ['Origin', 'http://portal.example.evil.example'],
          ['Sec-Fetch-Site', 'cross-site'],
          ['Sec-Fetch-Site', 'same-site'],
        ]),
      ),
    outcome: DENIED,
  },
  {
    kind: 'a page of its own origin',
    change: (request, random) =>
      withHeader(
        request,
        pick<Header>(random, [
          ['Origin', 'http://portal.example'],
          ['Sec-Fetch-Site', 'same-origin'],
          ['Sec-Fetch-Site', 'none'],
        ]),
      ),
    outcome: 'same',
  },
  {
    kind: 'a page that asks first',
    change: (request) =>
      withHeader(withHeader({ ...request, method: 'OPTIONS' }, ['Origin', 'http://evil.example']), [
        'Access-Control-Request-Method',
        'POST',
      ]),
    outcome: DENIED,
  },
  {
    kind: 'a header twice',
    change: (request, random) => ({
      ...request,
      headers: [...request.headers, pick(random, SINGLE_HEADERS)],
    }),
    outcome: { refused: INVALID },
  },
  {
    kind: 'two lengths',
    on: 'POST',
    change: (request) => ({ ...request, headers: [...request.headers, ['Content-Length', '0']] }),
    outcome: { refusedBelow: INVALID },
  },
  {
    kind: 'a length and chunks',
    on: 'POST',
    change: (request) => withHeader(request, ['Transfer-Encoding', 'chunked']),
    outcome: { refusedBelow: INVALID },
  },
  {
    kind: 'headers too large',
    change: (request) => withHeader(request, ['x-long', 'x'.repeat(TOO_LONG)]),
    outcome: { refusedBelow: toRefusal(431, 'Request too large') },
  },
  {
    kind: 'a control character in a header',
    change: (request, random) =>
      withHeader(request, ['x-odd', pick(random, ['a\0b', 'a\rb', 'a\x01b'])]),
    outcome: { refusedBelow: INVALID },
  },
  {
    kind: 'no host',
    change: (request) => withoutHeader(request, 'Host'),
    outcome: { refusedBelow: INVALID },
  },
  {
    kind: 'an older HTTP',
    change: (request) => ({ ...request, version: 'HTTP/1.0' }),
    outcome: 'same',
  },
];
