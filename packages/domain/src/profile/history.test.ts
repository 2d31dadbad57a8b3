import { expect, test } from 'vitest';
import { BOT_TYPES, HISTORY_LIMIT, NO_HISTORIES } from './history.ts';

test('a history holds at most 100 items', () => {
  expect(HISTORY_LIMIT).toBe(100);
});

test('the bot types have the documented numbers', () => {
  expect(BOT_TYPES).toEqual({ official: 1, verified: 2, community: 3 });
});

test('without histories all six are empty, in the documented order', () => {
  expect(Object.entries(NO_HISTORIES)).toEqual([
    ['moderation_actions', []],
    ['chats', []],
    ['bots', []],
    ['subscription_history', []],
    ['permission_history', []],
    ['session_history', []],
  ]);
});
