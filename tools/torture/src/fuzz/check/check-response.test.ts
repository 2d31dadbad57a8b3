import { describe, expect, test } from 'vitest';
import type { WireAnswer } from '../../wire/parse-answer.ts';
import type { Ask } from '../requests/ask.ts';
import { listErrors, readDocument } from '../requests/document.ts';
import { toMarkedText } from '../world/marks.ts';
import { checkResponse } from './check-response.ts';
import { createBodyCheck } from './schema-check.ts';

const document = readDocument();
const checks = { checkBody: createBodyCheck(document), sentences: listErrors(document) };
const id = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';
const user = { id: 42, username: 'exampleuser', avatar_url: null, subscription_tier: 0 };
const notFound = { error: 'User not found', correlation_id: id };
const ask: Ask = {
  kind: 'call',
  request: { method: 'GET', target: '/v1/users/profile/exampleuser', headers: [] },
  claim: undefined,
  envelope: 'rest',
  predictions: [
    { operation: 'users.profile', outcomes: [{ status: 200, body: user }], maySee: () => false },
  ],
  cost: 1,
};
const missing: Ask = {
  ...ask,
  predictions: [
    {
      operation: 'users.profile',
      outcomes: [{ status: 404, body: { error: 'User not found' } }],
      maySee: () => false,
    },
  ],
};

test('an answer that is as it must be has no fault', () => {
  expect(checkResponse(ask, toAnswer(200, user), checks)).toEqual([]);
  expect(checkResponse(missing, toAnswer(404, notFound), checks)).toEqual([]);
});

describe('a fault is found in a response', () => {
  test.for<[string, string, Ask, WireAnswer | undefined]>([
    ['no answer', 'unanswered', ask, undefined],
    ['a 500', 'server', missing, toAnswer(500, { ...notFound, error: 'Internal server error' })],
    [
      'a 503 that stays',
      'server',
      ask,
      toAnswer(503, { ...notFound, error: 'Service unavailable' }),
    ],
    ['a status of its own', 'undocumented', ask, toAnswer(204, user)],
    ['a key of its own', 'undocumented', ask, toAnswer(200, { ...user, state: 0 })],
    [
      'a sentence of its own',
      'undocumented',
      missing,
      toAnswer(404, { ...notFound, error: 'Gone' }),
    ],
    ['another value', 'model', ask, toAnswer(200, { ...user, subscription_tier: 1 })],
    ['another status', 'model', ask, toAnswer(404, notFound)],
    ['no correlation id', 'headers', ask, toAnswer(200, user, ['x-correlation-id'])],
    [
      'another correlation id',
      'headers',
      missing,
      toAnswer(404, { ...notFound, correlation_id: id.replace('3f', '4f') }),
    ],
    ['the id that was sent', 'headers', withSentId(), toAnswer(200, user)],
    ['no content type', 'headers', ask, toAnswer(200, user, ['content-type'])],
    [
      'a 405 without Allow',
      'headers',
      missing,
      toAnswer(405, { ...notFound, error: 'Method not allowed' }),
    ],
    [
      'a 429 without Retry-After',
      'headers',
      ask,
      toAnswer(429, { ...notFound, error: 'Too many requests' }),
    ],
    [
      'a mark in a header',
      'leak',
      ask,
      { ...toAnswer(200, user), head: toMarkedText({ reader: 'self', userId: 42 }, 'x') },
    ],
    ['a token', 'leak', ask, toAnswer(200, { ...user, username: 'ab'.repeat(32) })],
  ])('%s: %s', ([, fault, asked, answer]) => {
    expect(checkResponse(asked, answer, checks).map((finding) => finding.fault)).toContain(fault);
  });
});

test('a mark is none of a viewer who may see it', () => {
  const username = toMarkedText({ reader: 'moderator', userId: 42 }, 'name');
  const marked = { ...user, username };
  const [prediction] = ask.predictions;
  const seeing: Ask = {
    ...ask,
    predictions: [
      {
        ...prediction,
        operation: 'users.profile',
        outcomes: [{ status: 200, body: marked }],
        maySee: ({ userId }) => userId === 42,
      },
    ],
  };
  expect(checkResponse(seeing, toAnswer(200, marked), checks)).toEqual([]);
});

function toAnswer(status: number, body: object, without: readonly string[] = []): WireAnswer {
  const headers = [
    ['content-type', 'application/json'],
    ['x-correlation-id', id],
  ] as const;
  return {
    status,
    headers: headers.filter(([name]) => !without.includes(name)),
    head: `HTTP/1.1 ${status}`,
    body: JSON.stringify(body),
  };
}

test('a 429 is right for an address that may be over its limit, and for no other', () => {
  const limited = toAnswer(429, { ...notFound, error: 'Too many requests' });
  const answer = { ...limited, headers: [...limited.headers, ['retry-after', '7'] as const] };
  expect(checkResponse({ ...ask, isHurried: true }, answer, checks)).toEqual([]);
  expect(checkResponse(ask, answer, checks)).toMatchObject([{ fault: 'model' }]);
});

function withSentId(): Ask {
  return { ...ask, request: { ...ask.request, headers: [['X-Correlation-Id', id]] } };
}
