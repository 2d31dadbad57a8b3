import { applyChanges, decideUpdate, toCurrentUser, type User, usernameKey } from '@portal/domain';
import { describe, expect, test } from 'vitest';
import { fieldErrorSentences, toFieldErrorSentences } from '../users/field-error-sentences.ts';
import type { UpdatedUser } from '../users/update-schemas.ts';
import type { Example } from './example.ts';
import { exampleViewerIds, population } from './population.ts';
import { updateMeExamples } from './update-me-examples.ts';

const NOW = '2026-03-19T12:00:00Z';
/** The page of the update shows user 42 at another time than Get Current User. */
const MOMENTS = ['last_activity_at', 'created_at', 'updated_at', 'linked_platforms'];

const updates = Object.entries<Example>(updateMeExamples).flatMap(
  ([name, { viewer, input, outcome }]) =>
    outcome.ok
      ? [{ name, viewer, input: input as object, value: outcome.value as UpdatedUser }]
      : [],
);

describe.each(updates)('the update $name', ({ viewer, input, value }) => {
  const user = findUser(viewer);
  const { changes, errors } = decideUpdate(user, input, findHolder(input));

  test('fails in the fields, and with the words, that the rules decide', () => {
    expect(toText(value.errors)).toBe(toText(toFieldErrorSentences(errors)));
  });

  test('shows the user as the rules leave them', () => {
    const decided = toCurrentUser(applyChanges(user, changes, NOW), NOW);
    expect(withoutMoments(value.user)).toEqual(withoutMoments(decided));
  });

  test('keeps what was stored before, where a field fails', () => {
    const kept = errors === null ? {} : user;
    for (const field of Object.keys(errors ?? {}) as (keyof typeof kept)[]) {
      expect(value.user[field]).toEqual(user[field]);
    }
  });
});

test('every way a field can fail has an example', () => {
  const shown = updates.flatMap(({ value }) => Object.values(value.errors ?? {}));
  const sentences = Object.values(fieldErrorSentences);
  const missing = sentences.filter((sentence) => {
    const pattern = new RegExp(`^${sentence.replace('{platform}', '(discord|telegram)')}$`);
    return !shown.some((message) => pattern.test(message));
  });
  expect(missing).toEqual([]);
});

test('a field passes beside one that fails, and all fail, and none', () => {
  const counts = updates.map(({ input, value }) => {
    const failed = Object.keys(value.errors ?? {}).length;
    return `${failed} of ${Object.keys(input).length}`;
  });
  expect(counts).toEqual(
    expect.arrayContaining(['0 of 0', '0 of 2', '1 of 1', '1 of 2', '2 of 2']),
  );
});

function findUser(viewer: Example['viewer']): User {
  const id = exampleViewerIds[viewer as keyof typeof exampleViewerIds];
  const found = population.find(({ user }) => user.id === id);
  if (found === undefined) throw new Error(`nobody is ${viewer}`);
  return found.user;
}

function findHolder({ username }: { readonly username?: unknown }): number | undefined {
  if (typeof username !== 'string') return undefined;
  const key = usernameKey(username);
  return population.find(({ user }) => usernameKey(user.username) === key)?.user.id;
}

function withoutMoments(user: object): object {
  return Object.fromEntries(Object.entries(user).filter(([key]) => !MOMENTS.includes(key)));
}

/** Compares as text, because `toEqual` ignores the order of keys. */
function toText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
