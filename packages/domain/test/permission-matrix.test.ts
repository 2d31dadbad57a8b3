import { describe, expect, test } from 'vitest';
import { canActOn, canSetPermission } from '../src/permission/can-act-on.ts';
import { PERMISSION_LEVELS } from '../src/permission/permission-level.ts';
import { profileTier } from '../src/permission/profile-tier.ts';
import { PERMISSION_MATRIX } from './permission-matrix.ts';

const LEVELS = Object.values(PERMISSION_LEVELS);

test('the matrix has every pair of levels once', () => {
  const pairs = LEVELS.flatMap((actor) => LEVELS.map((target) => [actor, target]));
  expect(PERMISSION_MATRIX.map(({ actor, target }) => [actor, target])).toEqual(pairs);
});

describe.for(PERMISSION_MATRIX)('level $actor on level $target', (row) => {
  const actor = { permission_level: row.actor };
  const target = { permission_level: row.target };

  test(row.acts ? 'can act' : 'cannot act', () => {
    expect(canActOn(actor, target)).toBe(row.acts);
  });

  test(`sees the ${row.sees} tier`, () => {
    expect(profileTier(actor, target)).toBe(row.sees);
  });

  test(`gives levels [${row.gives.join(', ')}]`, () => {
    expect(LEVELS.filter((level) => canSetPermission(actor, target, level))).toEqual(row.gives);
  });
});

describe.for(PERMISSION_MATRIX.filter(({ actor, target }) => actor === target))(
  'level $actor on oneself',
  (row) => {
    const self = { permission_level: row.actor };

    test('has the power and the visibility it has on a peer', () => {
      expect(canActOn(self, self)).toBe(row.acts);
      expect(profileTier(self, self)).toBe(row.sees);
      expect(LEVELS.filter((level) => canSetPermission(self, self, level))).toEqual(row.gives);
    });
  },
);
