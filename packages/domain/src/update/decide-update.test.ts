import { describe, expect, test } from 'vitest';
import { discordLink, exampleUser, telegramLink } from '../../test/example-user.ts';
import { applyChanges, decideUpdate } from './decide-update.ts';

const FREE = undefined;
const SOMEONE_ELSE = 7;
const NOW = '2026-03-19T12:00:00Z';
const NOTHING = { changes: {}, errors: null };

describe('what is not given changes nothing and fails nothing', () => {
  test.for<[string, object]>([
    ['no field', {}],
    ['null in both', { username: null, avatar_source: null }],
    ['undefined in both', { username: undefined, avatar_source: undefined }],
    ['only unknown keys', { id: 1, permission_level: 3, updated_at: NOW, constructor: 'x' }],
  ])('%s', ([, patch]) => {
    expect(decideUpdate(exampleUser, patch, FREE)).toEqual(NOTHING);
  });

  test('a name that someone else has is no failure unless it is asked for', () => {
    expect(decideUpdate(exampleUser, {}, SOMEONE_ELSE)).toEqual(NOTHING);
    expect(decideUpdate(exampleUser, { username: null }, SOMEONE_ELSE)).toEqual(NOTHING);
  });
});

describe('the username', () => {
  test('is stored in the case given when it is free', () => {
    const decision = { changes: { username: 'NewName' }, errors: null };
    expect(decideUpdate(exampleUser, { username: 'NewName' }, FREE)).toEqual(decision);
  });

  test('is stored when it is the own name in another case', () => {
    const decision = { changes: { username: 'ExampleUser' }, errors: null };
    expect(decideUpdate(exampleUser, { username: 'ExampleUser' }, exampleUser.id)).toEqual(
      decision,
    );
  });

  test('is no change when it is the own name as it stands', () => {
    expect(decideUpdate(exampleUser, { username: 'exampleuser' }, exampleUser.id)).toEqual(NOTHING);
  });

  test('is taken when someone else has it', () => {
    const errors = { username: { code: 'username_taken' } };
    const decision = decideUpdate(exampleUser, { username: 'newname' }, SOMEONE_ELSE);
    expect(decision).toEqual({ changes: {}, errors });
  });

  test('is taken when the user whose id is 0 has it', () => {
    const errors = { username: { code: 'username_taken' } };
    const decision = decideUpdate(exampleUser, { username: 'newname' }, 0);
    expect(decision).toEqual({ changes: {}, errors });
  });

  test.for<[unknown, string]>([
    [7, 'username_not_string'],
    [false, 'username_not_string'],
    ['', 'username_too_short'],
    ['ab', 'username_too_short'],
    ['a'.repeat(33), 'username_too_long'],
    ['new name', 'username_invalid_characters'],
  ])('%j fails for %s, before it can be taken', ([username, code]) => {
    const failed = { changes: {}, errors: { username: { code } } };
    expect(decideUpdate(exampleUser, { username }, FREE)).toEqual(failed);
    expect(decideUpdate(exampleUser, { username }, SOMEONE_ELSE)).toEqual(failed);
  });
});

describe('the avatar source', () => {
  test('is stored when it is a default avatar', () => {
    const decision = { changes: { avatar_source: 'discord_3' }, errors: null };
    expect(decideUpdate(exampleUser, { avatar_source: 'discord_3' }, FREE)).toEqual(decision);
  });

  test('is stored when it is a linked platform', () => {
    const user = { ...exampleUser, linked_platforms: [discordLink, telegramLink] };
    const decision = { changes: { avatar_source: 'telegram' }, errors: null };
    expect(decideUpdate(user, { avatar_source: 'telegram' }, FREE)).toEqual(decision);
  });

  test('is cleared to null by ""', () => {
    const decision = { changes: { avatar_source: null }, errors: null };
    expect(decideUpdate(exampleUser, { avatar_source: '' }, FREE)).toEqual(decision);
  });

  test('is no change when it is stored already', () => {
    const cleared = { ...exampleUser, avatar_source: null };
    expect(decideUpdate(exampleUser, { avatar_source: 'discord' }, FREE)).toEqual(NOTHING);
    expect(decideUpdate(cleared, { avatar_source: '' }, FREE)).toEqual(NOTHING);
  });

  test('fails when it is stored already but no longer linked', () => {
    const unlinked = { ...exampleUser, linked_platforms: [] };
    const errors = { avatar_source: { code: 'avatar_source_not_linked', platform: 'discord' } };
    const decision = decideUpdate(unlinked, { avatar_source: 'discord' }, FREE);
    expect(decision).toEqual({ changes: {}, errors });
  });

  test.for<[unknown, object]>([
    [0, { code: 'avatar_source_not_string' }],
    ['telegram', { code: 'avatar_source_not_linked', platform: 'telegram' }],
    ['discord_6', { code: 'avatar_source_unknown' }],
  ])('%j fails', ([avatar_source, error]) => {
    const failed = { changes: {}, errors: { avatar_source: error } };
    expect(decideUpdate(exampleUser, { avatar_source }, FREE)).toEqual(failed);
  });
});

describe('the fields are independent', () => {
  test('both pass and both are stored', () => {
    const patch = { username: 'newname', avatar_source: 'discord_0' };
    expect(decideUpdate(exampleUser, patch, FREE)).toEqual({ changes: patch, errors: null });
  });

  test('the avatar source is stored though the username fails', () => {
    const patch = { username: 'no', avatar_source: 'discord_0' };
    expect(decideUpdate(exampleUser, patch, FREE)).toEqual({
      changes: { avatar_source: 'discord_0' },
      errors: { username: { code: 'username_too_short' } },
    });
  });

  test('the username is stored though the avatar source fails', () => {
    const patch = { username: 'newname', avatar_source: 'slack' };
    expect(decideUpdate(exampleUser, patch, FREE)).toEqual({
      changes: { username: 'newname' },
      errors: { avatar_source: { code: 'avatar_source_unknown' } },
    });
  });

  test('both fail and both are reported', () => {
    const patch = { username: 'newname', avatar_source: 1 };
    expect(decideUpdate(exampleUser, patch, SOMEONE_ELSE)).toEqual({
      changes: {},
      errors: {
        username: { code: 'username_taken' },
        avatar_source: { code: 'avatar_source_not_string' },
      },
    });
  });
});

describe('applying a decision', () => {
  test('stores the changes and moves updated_at', () => {
    const changes = { username: 'newname', avatar_source: null };
    const changed = { ...exampleUser, ...changes, updated_at: NOW };
    expect(applyChanges(exampleUser, changes, NOW)).toEqual(changed);
  });

  test('moves updated_at when only one value changes', () => {
    const changed = { ...exampleUser, avatar_source: null, updated_at: NOW };
    expect(applyChanges(exampleUser, { avatar_source: null }, NOW)).toEqual(changed);
  });

  test('never moves updated_at back, even where the clock was', () => {
    const later = { ...exampleUser, updated_at: '2026-03-19T12:00:01Z' };
    expect(applyChanges(later, { username: 'newname' }, NOW).updated_at).toBe(later.updated_at);
  });

  test('without a change leaves the user as it is', () => {
    expect(applyChanges(exampleUser, {}, NOW)).toBe(exampleUser);
  });

  test('leaves the user it was given alone', () => {
    const before = { ...exampleUser };
    applyChanges(exampleUser, { username: 'newname' }, NOW);
    expect(exampleUser).toEqual(before);
  });
});
