import { expect, test } from 'vitest';
import { checkUpdate, type UpdateFacts } from './check-update.ts';

const facts: UpdateFacts = {
  links: [{ platform: 'telegram' }],
  isTaken: (username) => username.toLowerCase() === 'other',
};

test.each([
  [{}, {}],
  [{ username: null, avatar_source: null }, {}],
  [{ username: 'SOMEONE' }, { username: 'SOMEONE' }],
  [
    { username: 'a.b', avatar_source: '' },
    { username: 'a.b', avatar_source: null },
  ],
  [{ avatar_source: 'telegram' }, { avatar_source: 'telegram' }],
  [{ avatar_source: 'discord_5', id: 9 }, { avatar_source: 'discord_5' }],
  [JSON.parse('{"__proto__":{"username":"changed"}}'), {}],
])('%j stores %j', (patch, changes) => {
  expect(checkUpdate(patch, facts)).toEqual({ changes, errors: null });
});

test.each([
  [{ username: 7 }, { username: 'username must be a string' }],
  [{ username: 'ab' }, { username: 'username must be at least 3 characters' }],
  [{ username: 'x'.repeat(33) }, { username: 'username must be at most 32 characters' }],
  [{ username: '\u{1F600}'.repeat(32) }, { username: 'username contains invalid characters' }],
  [{ username: 'a b' }, { username: 'username contains invalid characters' }],
  [{ username: 'oTHER' }, { username: 'username is already taken' }],
  [{ avatar_source: [] }, { avatar_source: 'avatar_source must be a string' }],
  [{ avatar_source: 'discord' }, { avatar_source: 'avatar_source discord is not linked' }],
  [
    { avatar_source: 'discord_6' },
    { avatar_source: 'avatar_source must be a linked platform or discord_0 to discord_5' },
  ],
])('%j fails with %j', (patch, errors) => {
  expect(checkUpdate(patch, facts)).toEqual({ changes: {}, errors });
});
