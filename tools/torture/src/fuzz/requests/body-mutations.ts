import { gzipSync } from 'node:zlib';
import type { Random } from '@portal/workspace/random';
import { type WireRequest, withBody, withHeader, withoutHeader } from '../../wire/wire-request.ts';
import { toRefusal } from '../world/predict.ts';
import type { Mutation } from './mutation.ts';
import { below, pick } from './pick.ts';
import { MAX_BODY_SIZE } from './update-texts.ts';

const NOT_JSON = { refused: toRefusal(415, 'Content type must be application/json') };
const TOO_LARGE = { refused: toRefusal(413, 'Request too large') };

const FOREIGN_TYPES = [
  ...['', 'text/plain', 'text/plain;application/json', 'application/x-www-form-urlencoded'],
  ...[
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    '*/*',
    'application/*',
    'json',
  ],
  ...['application/jsonp', 'application/problem+json', 'application/json, text/plain'],
  ...['application/json; charset=latin1', 'application/json; charset=utf-8; x=y'],
];
const JSON_TYPES = [
  ...['APPLICATION/JSON', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"'],
];
const NO_JSON = [
  ...['', ' ', '{', '{"username":"changed"', '{"username":"changed"}}', '{"username":"changed",}'],
  ...["{'username':'changed'}", '{username:"changed"}', '{"username":NaN}', '\0{}', 'undefined'],
  ...[
    '\xef\xbb\xbf{}',
    '\xff\xfe{\0}\0',
    '{"x":"\xff"}',
    '{"x":"\xc0\xaf"}',
    '{"x":"\xed\xa0\x80"}',
  ],
  ...['['.repeat(10_000), '{"a":'.repeat(3000), 'username=changed', '<username/>', '{"x":"\n"}'],
];

export const bodyMutations: readonly Mutation[] = [
  {
    kind: 'another content type',
    on: 'POST',
    change: (request, random) => withHeader(request, ['Content-Type', pick(random, FOREIGN_TYPES)]),
    outcome: NOT_JSON,
  },
  {
    kind: 'no content type',
    on: 'POST',
    change: (request) => withoutHeader(request, 'Content-Type'),
    outcome: NOT_JSON,
  },
  {
    kind: 'the content type in other words',
    on: 'POST',
    change: (request, random) => withHeader(request, ['Content-Type', pick(random, JSON_TYPES)]),
    outcome: 'same',
  },
  {
    kind: 'a compressed body',
    on: 'POST',
    change: (request) =>
      withBody(withHeader(request, ['Content-Encoding', 'gzip']), gzipSync(request.body ?? '')),
    outcome: NOT_JSON,
  },
  { kind: 'a body too large', on: 'POST', change: (...args) => grow(...args), outcome: TOO_LARGE },
  {
    kind: 'chunks too large',
    on: 'POST',
    change: (request, random) => toChunked(grow(request, random), random),
    outcome: TOO_LARGE,
  },
  {
    kind: 'the largest body',
    on: 'POST',
    change: (request) => withBody(request, pad(request, MAX_BODY_SIZE)),
    outcome: 'same',
  },
  { kind: 'a body in chunks', on: 'POST', change: toChunked, outcome: 'same' },
  {
    kind: 'a body that waits for a word',
    on: 'POST',
    change: (request) => withHeader(request, ['Expect', '100-continue']),
    outcome: 'same',
  },
  {
    kind: 'no JSON',
    on: 'REST POST',
    change: (request, random) => withBody(request, Buffer.from(pick(random, NO_JSON), 'latin1')),
    outcome: 'no input',
  },
  {
    kind: 'a query with a body',
    on: 'GET',
    change: (request) => withBody(request, '{"username":"changed"}'),
    outcome: 'same',
  },
];

function grow(request: WireRequest, random: Random): WireRequest {
  return withBody(request, pad(request, MAX_BODY_SIZE + 1 + below(random, 20_000)));
}

/** White space changes nothing in JSON. */
function pad({ body = Buffer.alloc(0) }: WireRequest, size: number): Buffer {
  return Buffer.concat([body, Buffer.alloc(Math.max(0, size - body.length), ' ')]);
}

function toChunked(request: WireRequest, random: Random): WireRequest {
  const bytes = request.body ?? Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const chunk = bytes.subarray(at, at + 1 + below(random, 6000));
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
    at += chunk.length;
  }
  const framed = withHeader(withoutHeader(request, 'Content-Length'), [
    'Transfer-Encoding',
    'chunked',
  ]);
  return { ...framed, body: Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]) };
}
