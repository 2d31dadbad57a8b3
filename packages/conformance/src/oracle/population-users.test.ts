import { population } from '@portal/contract';
import { expect, test } from 'vitest';
import { RANKS, visibilityTo } from './population-users.ts';
import { visibilities } from './visibility.ts';

test('the population shows every cell of the permission matrix', () => {
  const shown = new Set(
    RANKS.flatMap((_, level) => population.map(({ user }) => `${level} ${user.permission_level}`)),
  );
  const cells = visibilities.flatMap((row, viewer) =>
    row.map((_, target) => `${viewer} ${target}`),
  );
  expect(cells.filter((cell) => !shown.has(cell))).toEqual([]);
});

test.for([
  ['user', 42, 'public'],
  ['moderator', 42, 'moderator'],
  ['moderator', 3, 'public'],
  ['admin', 3, 'admin'],
  ['admin', 1, 'public'],
  ['owner', 1, 'owner'],
] as const)('%s sees of user %i: %s', ([viewer, id, visibility]) => {
  const target = population.find(({ user }) => user.id === id);
  expect(target && visibilityTo(viewer, target)).toBe(visibility);
});
