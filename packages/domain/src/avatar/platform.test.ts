import { expect, test } from 'vitest';
import { discordLink, telegramLink } from '../../test/example-user.ts';
import { compareLinks, isPlatform, PLATFORMS } from './platform.ts';

test('the platforms are discord and telegram', () => {
  expect(PLATFORMS).toEqual(['discord', 'telegram']);
});

test.for(['discord', 'telegram'])('%s is a platform', (name) => {
  expect(isPlatform(name)).toBe(true);
});

test.for<unknown>([
  'Discord',
  'discord ',
  'discord_0',
  'slack',
  '',
  'length',
  '__proto__',
  0,
  null,
  undefined,
  ['discord'],
  Object('discord'),
])('%j is no platform', (input) => {
  expect(isPlatform(input)).toBe(false);
});

test('the earlier link comes first, whatever its platform', () => {
  const early = { ...telegramLink, linked_at: '2025-01-01T00:00:00Z' };
  const late = { ...discordLink, linked_at: '2025-01-01T00:00:01Z' };
  expect([late, early].sort(compareLinks)).toEqual([early, late]);
  expect([early, late].sort(compareLinks)).toEqual([early, late]);
});

test('links of one moment go by platform name', () => {
  const telegram = { ...telegramLink, linked_at: discordLink.linked_at };
  expect([telegram, discordLink].sort(compareLinks)).toEqual([discordLink, telegram]);
  expect([discordLink, telegram].sort(compareLinks)).toEqual([discordLink, telegram]);
});

test('a link compares equal to itself', () => {
  expect(compareLinks(discordLink, discordLink)).toBe(0);
});
