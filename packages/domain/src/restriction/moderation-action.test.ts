import { expect, test } from 'vitest';
import { exampleAction } from '../../test/example-histories.ts';
import { MODERATION_ACTION_TYPES, RESTRICTING_ACTION_TYPES } from './moderation-action.ts';
import { restrictionAt } from './restriction-at.ts';

test('the action types are the six documented ones', () => {
  expect(MODERATION_ACTION_TYPES).toEqual([
    'PLATFORM_WARNING',
    'PLATFORM_TIMEOUT',
    'PLATFORM_BAN',
    'CHAT_BAN',
    'CHAT_MUTE',
    'CHAT_KICK',
  ]);
});

test('the restricting types are those that restrict', () => {
  const restricting = MODERATION_ACTION_TYPES.filter((action_type) =>
    restrictionAt([exampleAction({ action_type })], '2026-03-19T12:00:00Z'),
  );
  expect(restricting).toEqual(RESTRICTING_ACTION_TYPES);
});
