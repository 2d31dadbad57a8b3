import { expect, test } from 'vitest';
import { expectedErrors } from '../../test/expected-errors.ts';
import { errorRegistry } from './error-registry.ts';

test('has exactly the documented errors, each with its status, sentence and tRPC code', () => {
  const registered = Object.entries(errorRegistry).map(([code, { status, sentence, trpc }]) => ({
    code,
    status,
    sentence,
    trpc,
  }));
  expect(registered).toEqual(expectedErrors.map(({ number: _, ...expected }) => expected));
});

test('goes up by status', () => {
  const statuses = Object.values(errorRegistry).map(({ status }) => status);
  expect(statuses).toEqual(statuses.toSorted((a, b) => a - b));
});

test.each(Object.entries(errorRegistry))('%s says when, in words that fit a table', (_, error) => {
  expect(error.when).toMatch(/^[a-z`][^|\n]+[^.]$/i);
});
