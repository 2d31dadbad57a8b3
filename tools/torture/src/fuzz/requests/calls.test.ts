import { expect, test } from 'vitest';
import { createModelWorld } from '../../../test/create-model-world.ts';
import { toBytes } from '../../wire/wire-request.ts';
import { createCalls } from './calls.ts';
import { type DocumentedOperation, listOperations, readDocument } from './document.ts';
import { mutate } from './mutate.ts';
import { repeat } from './pick.ts';

const operations = listOperations(readDocument());
const COUNT = 4000;

test('the same seed asks the same', () => {
  const ask = createCalls(operations);
  const [first, second, other] = [1, 1, 2].map((seed) => {
    const world = createModelWorld(seed);
    return repeat(200, () => toBytes(mutate(world, ask(world)).request).toString('hex'));
  });
  expect(second).toEqual(first);
  expect(other).not.toEqual(first);
});

test('every documented operation is called, over each transport', () => {
  const world = createModelWorld(1);
  const ask = createCalls(operations);
  const asked = repeat(COUNT, () => ask(world)).flatMap(({ envelope, predictions }) =>
    predictions.map(({ operation }) => `${operation} ${envelope}`),
  );
  const wanted = operations.flatMap(({ id }) =>
    ['rest', 'trpc', 'batch'].map((envelope) => `${id} ${envelope}`),
  );
  expect([...new Set(asked)]).toEqual(expect.arrayContaining(wanted));
});

test('an operation without a model is called, and its answers are checked by the document', () => {
  const operation: DocumentedOperation = {
    id: 'badges.show',
    method: 'GET',
    path: '/v1/badges/{badge}',
    body: undefined,
    answers: new Map(),
  };
  const world = createModelWorld(4);
  const ask = createCalls([...operations, operation]);
  const asks = repeat(COUNT, () => ask(world)).filter(({ kind }) => kind === 'call of badges.show');
  expect(asks.length).toBeGreaterThan(0);
  for (const { request, predictions } of asks) {
    expect(request.target).toMatch(/^\/v1\/badges\/[^/]+$/);
    expect(predictions).toMatchObject([{ operation: 'badges.show', outcomes: [] }]);
  }
});

test('a good request is within every limit of size', () => {
  const world = createModelWorld(3);
  const ask = createCalls(operations);
  for (const { request } of repeat(COUNT, () => ask(world))) {
    expect(request.body?.length ?? 0).toBeLessThanOrEqual(16 * 1024);
    expect(request.target.length).toBeLessThan(14_000);
    expect(request.target).toMatch(/^[!-~]+$/);
  }
});
