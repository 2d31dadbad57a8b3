import { population } from '@portal/contract';
import { expect, test } from 'vitest';
import { RANKS, rankOf, sightOf, sights } from './profile-sights.ts';

/** Cells that the population has nobody for: it has one Moderator, one Admin and one Owner. */
const UNSEEN = ['moderator moderator', 'admin admin', 'owner owner'];

test('the population shows every cell of the permission matrix but those it has nobody for', () => {
  const shown = new Set(
    RANKS.flatMap((viewer) =>
      population.map((target) => {
        const isSelf =
          target.user.permission_level === RANKS.indexOf(viewer) && isFirst(target.user.id);
        return `${viewer} ${isSelf ? 'self' : rankOf(target)}`;
      }),
    ),
  );
  const cells = RANKS.flatMap((viewer) =>
    Object.keys(sights[viewer]).map((of) => `${viewer} ${of}`),
  );
  expect(cells.filter((cell) => !shown.has(cell))).toEqual(UNSEEN);
});

test.for([
  ['user', 42, 'public'],
  ['moderator', 42, 'moderator'],
  ['moderator', 3, 'public'],
  ['admin', 3, 'admin'],
  ['admin', 1, 'public'],
  ['owner', 1, 'owner'],
] as const)('%s sees of user %i: %s', ([viewer, id, sight]) => {
  const target = population.find(({ user }) => user.id === id);
  expect(target && sightOf(viewer, target)).toBe(sight);
});

/** The one behind the viewer of that rank. */
function isFirst(id: number): boolean {
  return [42, 3, 2, 1].includes(id);
}
