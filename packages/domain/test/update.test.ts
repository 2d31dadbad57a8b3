import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChanges, decideUpdate } from '../src/update/decide-update.ts';
import type { User } from '../src/user.ts';
import { anyText, anyValue, nameLikeText } from './arbitrary-text.ts';
import { anyId, anyMoment, anyUser } from './arbitrary-user.ts';
import { judgeAvatarSource, judgeUsername } from './oracle.ts';

const SOURCES = ['', 'discord', 'telegram', 'discord_0', 'discord_5', 'discord_6', 'slack'];

const anyUsername = fc.oneof(nameLikeText, anyText, anyValue);
const anyNaming = fc
  .tuple(anyUser, anyUsername, fc.constantFrom('other', 'own', 'own in another case'))
  .map(([user, other, kind]): [User, unknown] => {
    if (kind === 'other') return [user, other];
    return [user, kind === 'own' ? user.username : user.username.toUpperCase()];
  });
const anySource = fc.oneof(fc.constantFrom(...SOURCES), anyValue);
const anyHolder = fc.option(anyId, { nil: undefined });
const anyPatch = fc.record(
  { username: anyUsername, avatar_source: anySource },
  { requiredKeys: [] },
);

describe('the decision on a patch', () => {
  test('on one field never hangs on the other', () => {
    fc.assert(
      fc.property(anyUser, anyPatch, anyHolder, (user, patch, holder) => {
        const both = decideUpdate(user, patch, holder);
        const name = decideUpdate(user, { username: patch.username }, holder);
        const avatar = decideUpdate(user, { avatar_source: patch.avatar_source }, holder);
        expect(both.changes).toEqual({ ...name.changes, ...avatar.changes });
        expect(both.errors ?? {}).toEqual({ ...name.errors, ...avatar.errors });
      }),
      { numRuns: 300 },
    );
  });

  test('on the avatar source never hangs on who has the name', () => {
    fc.assert(
      fc.property(anyUser, anySource, anyId, (user, avatar_source, holder) => {
        const decision = decideUpdate(user, { avatar_source }, undefined);
        expect(decideUpdate(user, { avatar_source }, holder)).toEqual(decision);
      }),
    );
  });

  test('on the username is that of the rules written a second time', () => {
    fc.assert(
      fc.property(anyNaming, anyHolder, ([user, username], holder) => {
        const decision = decideUpdate(user, { username }, holder);
        expect(decision).toEqual(expectedForName(user, username, holder));
      }),
      { numRuns: 300 },
    );
  });

  test('on the avatar source is that of the rules written a second time', () => {
    fc.assert(
      fc.property(anyUser, anySource, (user, avatar_source) => {
        const decision = decideUpdate(user, { avatar_source }, undefined);
        expect(decision).toEqual(expectedForSource(user, avatar_source));
      }),
      { numRuns: 300 },
    );
  });

  test('does not hang on keys it does not know', () => {
    fc.assert(
      fc.property(anyUser, anyPatch, fc.dictionary(anyText, anyValue), (user, patch, other) => {
        const decision = decideUpdate(user, patch, undefined);
        expect(decideUpdate(user, { ...other, ...blank, ...patch }, undefined)).toEqual(decision);
      }),
    );
  });
});

describe('a decision once applied', () => {
  test('changes nothing a second time, and keeps what failed failing', () => {
    fc.assert(
      fc.property(anyUser, anyPatch, anyHolder, (user, patch, holder) => {
        const { changes, errors } = decideUpdate(user, patch, holder);
        const changed = applyChanges(user, changes, '2026-03-19T12:00:00Z');
        expect(decideUpdate(changed, patch, holder)).toEqual({ changes: {}, errors });
      }),
      { numRuns: 300 },
    );
  });

  test('moves updated_at exactly when a stored value differs, and never back', () => {
    fc.assert(
      fc.property(anyUser, anyPatch, anyMoment, (user, patch, now) => {
        const changed = applyChanges(user, decideUpdate(user, patch, undefined).changes, now);
        const isChanged =
          changed.username !== user.username || changed.avatar_source !== user.avatar_source;
        const isLater = now > user.updated_at;
        expect(changed.updated_at).toBe(isChanged && isLater ? now : user.updated_at);
      }),
    );
  });

  test('leaves every other field as it was', () => {
    fc.assert(
      fc.property(anyUser, anyPatch, anyMoment, (user, patch, now) => {
        const changed = applyChanges(user, decideUpdate(user, patch, undefined).changes, now);
        const { username, avatar_source, updated_at } = changed;
        expect(changed).toEqual({ ...user, username, avatar_source, updated_at });
      }),
    );
  });
});

const blank = { username: undefined, avatar_source: undefined };

function expectedForName(user: User, input: unknown, holder: number | undefined): object {
  if (input === undefined || input === null) return { changes: {}, errors: null };
  const verdict = judgeUsername(input);
  if (verdict !== 'fine') return { changes: {}, errors: { username: { code: verdict } } };
  if (![undefined, user.id].includes(holder)) {
    return { changes: {}, errors: { username: { code: 'username_taken' } } };
  }
  return { changes: input === user.username ? {} : { username: input }, errors: null };
}

function expectedForSource(user: User, input: unknown): object {
  if (input === undefined || input === null) return { changes: {}, errors: null };
  const verdict = judgeAvatarSource(input, user.linked_platforms) as { stored?: string | null };
  if (verdict.stored === undefined) return { changes: {}, errors: { avatar_source: verdict } };
  const isStored = verdict.stored === user.avatar_source;
  return { changes: isStored ? {} : { avatar_source: verdict.stored }, errors: null };
}
