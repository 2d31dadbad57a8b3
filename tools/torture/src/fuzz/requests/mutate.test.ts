import { expect, test } from 'vitest';
import { createModelWorld } from '../../../test/create-model-world.ts';
import { predict, toRefusal } from '../world/predict.ts';
import type { Ask } from './ask.ts';
import { createCalls } from './calls.ts';
import { listOperations, readDocument } from './document.ts';
import { mutate } from './mutate.ts';
import { repeat } from './pick.ts';

const world = createModelWorld(1);
const createCall = createCalls(listOperations(readDocument()));
const asks = repeat(6000, () => mutate(world, createCall(world)));

test('each kind is done to something', () => {
  expect(new Set(asks.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(34);
});

test.each([
  ['another content type', 415],
  ['a body too large', 413],
  ['another method', 405],
  ['headers too large', 431],
  ['an wrong path', 400],
  ['an unknown path', 404],
  ['a page of a foreign origin', 403],
])('%s is refused as a whole with %i', (kind, status) => {
  for (const ask of asks.filter((one) => one.kind === kind)) {
    expect(ask.predictions.map(({ outcomes }) => outcomes.map((one) => one.status))).toEqual([
      [status],
    ]);
  }
});

test('an invalid input is 400 only for a caller with a session', () => {
  const outcomes = asks
    .filter(({ kind }) => kind === 'no JSON')
    .flatMap(({ predictions }) => predictions.flatMap((prediction) => prediction.outcomes));
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([400, 401]));
});

test('a request that reaches no operation is left alone', () => {
  const refused: Ask = {
    kind: 'call',
    request: { method: 'GET', target: '/v1/users/profile/', headers: [] },
    claim: undefined,
    envelope: 'rest',
    predictions: [
      {
        ...predict(world, undefined, { operation: 'users.me' }),
        operation: undefined,
        outcomes: [toRefusal(404, 'Not found')],
      },
    ],
    cost: 1,
  };
  for (const ask of repeat(50, () => mutate(world, refused))) expect(ask).toBe(refused);
});
