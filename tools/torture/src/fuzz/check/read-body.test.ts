import { expect, test } from 'vitest';
import type { Envelope } from '../requests/ask.ts';
import { readBody } from './read-body.ts';

const data = { id: 42 };
const failure = {
  message: 'User not found',
  code: -32004,
  data: { code: 'NOT_FOUND', httpStatus: 404, correlation_id: 'x' },
};
const refused = { status: 404, body: { error: 'User not found', correlation_id: 'x' } };

test.for<[Envelope, number, unknown, readonly unknown[]]>([
  ['rest', 200, data, [{ status: 200, body: data }]],
  ['rest', 404, refused.body, [refused]],
  ['trpc', 200, { result: { data } }, [{ status: 200, body: data }]],
  ['trpc', 404, { error: failure }, [refused]],
  [
    'batch',
    207,
    [{ result: { data } }, { error: failure }],
    [{ status: 200, body: data }, refused],
  ],
  ['batch', 404, [{ error: failure }], [refused]],
  ['any', 404, { error: failure }, [refused]],
])('%s %i: %j', ([envelope, status, body, calls]) => {
  expect(read(envelope, status, body)).toEqual(calls);
});

test.for<[string, Envelope, number, unknown]>([
  ['a status that is not that of its call', 'trpc', 200, { error: failure }],
  [
    'a batch of two statuses that says one',
    'batch',
    200,
    [{ result: { data } }, { error: failure }],
  ],
  ['a key beside the result', 'trpc', 200, { result: { data, type: 'data' } }],
  ['a stack', 'trpc', 404, { error: { ...failure, data: { ...failure.data }, stack: 'x' } }],
  ['a code that is not that of its status', 'trpc', 404, { error: { ...failure, code: -32600 } }],
  ['the form of REST over tRPC', 'trpc', 404, refused.body],
  ['the form of tRPC over REST', 'rest', 404, { error: failure }],
  ['no object', 'rest', 200, 7],
  ['a body in answer to HEAD', 'head', 200, data],
])('%s is found', ([, envelope, status, body]) => {
  expect(read(envelope, status, body)).toBeTypeOf('string');
});

test('a body that is not JSON is found', () => {
  const answer = { status: 200, headers: [], head: '', body: '<html>' };
  expect(readBody('rest', answer)).toBe('a body that is no JSON object');
});

function read(envelope: Envelope, status: number, body: unknown) {
  return readBody(envelope, { status, headers: [], head: '', body: JSON.stringify(body) });
}
