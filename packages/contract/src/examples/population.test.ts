import {
  NO_HISTORIES,
  restrictionAt,
  toCurrentUser,
  toDetailedProfile,
  usernameKey,
} from '@portal/domain';
import { describe, expect, test } from 'vitest';
import { UserDetailResponse } from '../users/profile-schemas.ts';
import { CurrentUserResponse } from '../users/user-schemas.ts';
import { exampleSelves } from './me-examples.ts';
import { exampleViewerIds, population } from './population.ts';

const moments = ['2025-01-01T00:00:00Z', '2026-03-19T12:00:00Z', '2099-12-31T23:59:59Z'];
const people = population.map((person) => [person.user.username, person] as const);
const byId = new Map(population.map((person) => [person.user.id, person]));

describe('the people', () => {
  test('have ids and names of their own', () => {
    expect(byId.size).toBe(population.length);
    expect(new Set(people.map(([name]) => usernameKey(name))).size).toBe(population.length);
  });

  test('include each viewer of the examples, and somebody whose name is taken', () => {
    expect(Object.values(exampleViewerIds).filter((id) => !byId.has(id))).toEqual([]);
    expect(people.map(([name]) => name)).toContain('takenname');
  });

  test('begin with the documented user', () => {
    expect(population[0]?.user).toMatchObject({ id: 42, username: 'exampleuser' });
  });
});

describe.each(people)('%s', (_name, { user, histories }) => {
  test('is a user of the contract’s shape at any moment', () => {
    for (const now of moments) {
      const self = toCurrentUser(user, now);
      expect(JSON.stringify(CurrentUserResponse.parse(self))).toBe(JSON.stringify(self));
    }
  });

  test('has histories of the contract’s shape', () => {
    const detail = toDetailedProfile(user, histories, { tier: 'owner', now: moments[1] ?? '' });
    expect(UserDetailResponse.safeParse(detail).error).toBeUndefined();
  });

  test('has their sanctions among their moderation actions', () => {
    expect(histories.moderation_actions).toEqual(expect.arrayContaining([...user.sanctions]));
  });

  test('is restricted by nothing but their sanctions', () => {
    for (const now of moments) {
      expect(restrictionAt(histories.moderation_actions, now)).toEqual(
        restrictionAt(user.sanctions, now),
      );
    }
  });
});

describe('the viewers', () => {
  test.each(Object.entries(exampleSelves))(
    'the %s reads of themselves what Get Current User shows',
    (viewer, self) => {
      const id = exampleViewerIds[viewer as keyof typeof exampleSelves];
      const person = byId.get(id);
      if (person === undefined) throw new Error(`nobody is ${viewer}`);
      expect(JSON.stringify(toCurrentUser(person.user, '2026-03-19T12:00:00Z'))).toBe(
        JSON.stringify(self),
      );
    },
  );

  test.each(Object.entries(exampleViewerIds))(
    'the %s is kept out, or not, at any moment',
    (viewer, id) => {
      const state = { banned: 2, timed_out: 1 }[viewer];
      for (const now of moments) {
        expect(restrictionAt(byId.get(id)?.user.sanctions ?? [], now)?.state).toBe(state);
      }
    },
  );
});

// Other keys in a history would come before the user's own fields in a detailed profile.
test('nobody has anything in their histories but histories', () => {
  const keys = population.map(({ histories }) => Object.keys(histories).sort());
  expect(new Set(keys.flat())).toEqual(new Set(Object.keys(NO_HISTORIES)));
});

test('somebody has an item in every history, for the others to see', () => {
  const filled = Object.keys(NO_HISTORIES).filter((key) =>
    population.some(({ histories }) => histories[key as keyof typeof NO_HISTORIES].length > 0),
  );
  expect(filled).toEqual(Object.keys(NO_HISTORIES));
});
