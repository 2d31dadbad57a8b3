import { documentedPayloads } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { CORRELATION_ID, type JsonOptions, toJson } from '../../test/fake-target.ts';
import { ConformanceFailure } from '../conformance-failure.ts';
import { rowOf } from '../contract-table.ts';
import type { RawRequest } from './call.ts';
import { readResponse } from './response.ts';

const id = CORRELATION_ID;
const me = documentedPayloads['users.me'].payload;
const profile = documentedPayloads['users.profile'].payload;

const rest: RawRequest = { method: 'GET', path: '/v1/users/me', operation: rowOf('users.me') };
const trpc: RawRequest = { method: 'GET', path: '/trpc/users.me', operation: rowOf('users.me') };
const open: RawRequest = {
  method: 'GET',
  path: '/v1/users/profile/x',
  operation: rowOf('users.profile'),
};
const batch: RawRequest = {
  method: 'GET',
  path: '/trpc/users.me,users.nothing?batch=1',
  batch: [rowOf('users.me'), undefined],
};

const unauthorized = {
  message: 'Authentication required',
  code: -32001,
  data: { code: 'UNAUTHORIZED', httpStatus: 401, correlation_id: id },
};
const banned = { error: 'Account is banned', correlation_id: id, reason: 'Spam', expires_at: null };

describe('a response is read', () => {
  test.for<readonly [string, RawRequest, unknown, JsonOptions, unknown]>([
    ['a value over REST', rest, me, {}, { status: 200, value: me }],
    ['a value over tRPC', trpc, { result: { data: me } }, {}, { status: 200, value: me }],
    [
      'an error over REST',
      rest,
      { error: 'Authentication required', correlation_id: id },
      { status: 401 },
      { status: 401, code: 'authentication_required', context: {} },
    ],
    [
      'an error over tRPC',
      trpc,
      { error: unauthorized },
      { status: 401 },
      { status: 401, code: 'authentication_required', context: {} },
    ],
    [
      'a restriction',
      rest,
      banned,
      { status: 403 },
      { status: 403, code: 'account_banned', context: { reason: 'Spam', expires_at: null } },
    ],
  ])('as %s', async ([, request, body, options, outcome]) => {
    const answer = await readResponse(request, toJson(body, { id, ...options }));
    expect(answer).toMatchObject({ outcome, correlationId: id });
  });

  test('as a batch, each answer of its own', async () => {
    const failed = { error: { ...unauthorized } };
    const body = [{ result: { data: me } }, failed];
    const answer = await readResponse(batch, toJson(body, { id, status: 207 }));
    expect(answer.batch).toEqual([
      { status: 200, value: me },
      { status: 401, code: 'authentication_required', context: {} },
    ]);
  });

  test('as nothing after HEAD', async () => {
    const headers = { 'X-Correlation-Id': id };
    const answer = await readResponse({ ...rest, method: 'HEAD' }, new Response(null, { headers }));
    expect(answer.outcome).toBeUndefined();
  });
});

describe('a response is refused', () => {
  const { username, ...others } = me;
  const refused = { error: 'Authentication required', correlation_id: id };

  test.for<readonly [string, RawRequest, unknown, JsonOptions, RegExp]>([
    [
      'with an undeclared key',
      rest,
      { ...me, secret: 1 },
      {},
      /\$\.secret: expected nothing, came 1/,
    ],
    [
      'with an undeclared key deep inside',
      rest,
      { ...me, linked_platforms: [{ ...me.linked_platforms[0], token: 'x' }] },
      {},
      /\$\.linked_platforms\.0\.token: expected nothing/,
    ],
    [
      'with a part of the detail',
      open,
      { ...profile, state: 0 },
      {},
      /\$\.state: expected nothing/,
    ],
    ['with keys in another order', rest, { ...others, username }, {}, /expected the keys/],
    ['without a key', rest, others, {}, /fits users\.me"\n.*\n.*\$\.username/],
    ['with a key of another type', rest, { ...me, id: '42' }, {}, /\$\.id: /],
    [
      'with a time in milliseconds',
      rest,
      { ...me, created_at: '2026-03-19T12:00:00.000Z' },
      {},
      /created_at/,
    ],
    [
      'of tRPC with a key beside the value',
      trpc,
      { result: { data: me, type: 'x' } },
      {},
      /\$\.result\.type/,
    ],
    ['of tRPC in the form of REST', trpc, me, {}, /result: expected/],
    [
      'with a sentence of none',
      rest,
      { ...refused, error: 'Nope' },
      { status: 401 },
      /an error of the registry/,
    ],
    [
      'with the sentence of another status',
      rest,
      refused,
      { status: 403 },
      /an error of the registry with status 403/,
    ],
    [
      'with a status of none',
      rest,
      refused,
      { status: 422 },
      /an error of the registry with status 422/,
    ],
    [
      'with the id of another request in the body',
      rest,
      { ...refused, correlation_id: 'a1c9f6a4-8b7e-4a53-8f7e-0d3c7f1b2a90' },
      { status: 401 },
      /\$\.correlation_id: expected "3f0c2f6e/,
    ],
    [
      'with a stack',
      rest,
      { ...refused, stack: 'Error' },
      { status: 401 },
      /authentication_required/,
    ],
    [
      'with no reason for a ban',
      rest,
      { error: 'Account is banned', correlation_id: id },
      { status: 403 },
      /account_banned/,
    ],
    [
      'with the number of another code',
      trpc,
      { error: { ...unauthorized, code: -32603 } },
      { status: 401 },
      /\$\.error\.code: expected -32001/,
    ],
    [
      'with another tRPC code',
      trpc,
      { error: { ...unauthorized, data: { ...unauthorized.data, code: 'FORBIDDEN' } } },
      { status: 401 },
      /\$\.error\.data\.code: expected "UNAUTHORIZED"/,
    ],
    ['of a batch with one too few', batch, [{ result: { data: me } }], {}, /"answers":2/],
    ['of no UUID', rest, me, { id: 'five' }, /a UUID/],
    [
      'of a 405 without Allow',
      rest,
      { error: 'Method not allowed', correlation_id: id },
      { status: 405 },
      /a header allow/,
    ],
    [
      'of a 429 without Retry-After',
      rest,
      { error: 'Too many requests', correlation_id: id },
      { status: 429 },
      /a header retry-after/,
    ],
    [
      'of another type',
      rest,
      me,
      { headers: { 'Content-Type': 'text/html' } },
      /application\/json/,
    ],
  ])('%s', async ([, request, body, options, message]) => {
    const reading = readResponse(request, toJson(body, { id, ...options }));
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(ConformanceFailure);
  });

  test('that is no JSON', async () => {
    const headers = { 'X-Correlation-Id': id, 'Content-Type': 'application/json' };
    const reading = readResponse(rest, new Response('<html>', { headers }));
    await expect(reading).rejects.toThrow(/expected: "JSON"/);
  });

  test('with a body after HEAD', async () => {
    const request = { ...rest, method: 'HEAD' };
    await expect(readResponse(request, toJson(me, { id }))).rejects.toThrow(/came:/);
  });
});

test('a failure says what was asked, expected and answered', async () => {
  const request = { ...rest, headers: { prefer: 'x' } };
  const reading = readResponse(request, toJson({ ...me, secret: 1 }, { id }));
  const error = (await reading.catch((caught: unknown) => caught)) as ConformanceFailure;
  expect(error.message.split('\n').map((line) => line.slice(0, 40))).toEqual([
    'GET /v1/users/me {"prefer":"x"}',
    '  expected: {"id":42,"username":"example',
    '  came:     {"id":42,"username":"example',
    '  $.secret: expected nothing, came 1',
  ]);
});
