import { expect, test } from 'vitest';
import { PERMISSION_LEVELS } from './permission-level.ts';

test('the ranks have the documented numbers', () => {
  expect(PERMISSION_LEVELS).toEqual({ user: 0, moderator: 1, admin: 2, owner: 3 });
});
