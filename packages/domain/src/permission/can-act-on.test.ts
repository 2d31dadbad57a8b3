import { describe, expect, test } from 'vitest';
import { canActOn, canSetPermission } from './can-act-on.ts';
import { PERMISSION_LEVELS } from './permission-level.ts';

const [user, moderator, admin, owner] = Object.values(PERMISSION_LEVELS).map((level) => ({
  permission_level: level,
})) as [Rank, Rank, Rank, Rank];

type Rank = Parameters<typeof canActOn>[0];

describe('who can act on whom', () => {
  test('a strictly higher level acts on a lower one', () => {
    expect(canActOn(moderator, user)).toBe(true);
    expect(canActOn(admin, moderator)).toBe(true);
    expect(canActOn(owner, admin)).toBe(true);
  });

  test('a lower level does not act on a higher one', () => {
    expect(canActOn(user, moderator)).toBe(false);
    expect(canActOn(moderator, admin)).toBe(false);
    expect(canActOn(admin, owner)).toBe(false);
  });

  test('below Owner nobody acts on an equal, themselves included', () => {
    expect(canActOn(user, user)).toBe(false);
    expect(canActOn(moderator, moderator)).toBe(false);
    expect(canActOn(admin, admin)).toBe(false);
  });

  test('Owners act on each other, themselves included', () => {
    expect(canActOn(owner, { ...owner })).toBe(true);
    expect(canActOn(owner, owner)).toBe(true);
  });
});

describe('who gives which level', () => {
  test('an Admin makes a User Moderator', () => {
    expect(canSetPermission(admin, user, PERMISSION_LEVELS.moderator)).toBe(true);
  });

  test('an Admin makes nobody Admin or Owner', () => {
    expect(canSetPermission(admin, user, PERMISSION_LEVELS.admin)).toBe(false);
    expect(canSetPermission(admin, user, PERMISSION_LEVELS.owner)).toBe(false);
  });

  test('an Admin does not demote another Admin', () => {
    expect(canSetPermission(admin, admin, PERMISSION_LEVELS.user)).toBe(false);
  });

  test('an Owner assigns up to Admin, and demotes an Owner', () => {
    expect(canSetPermission(owner, user, PERMISSION_LEVELS.owner)).toBe(false);
    expect(canSetPermission(owner, user, PERMISSION_LEVELS.admin)).toBe(true);
    expect(canSetPermission(owner, owner, PERMISSION_LEVELS.user)).toBe(true);
  });
});
