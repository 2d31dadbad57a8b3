import { DEFAULT_AVATARS } from '@portal/domain';
import { expectError, expectSame } from '../asking/expect-answer.ts';
import { TRANSPORTS, type Transport } from '../asking/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import { becomeUpdater, defaultAvatarUrl, expectUser, unusedName } from './current-user.ts';
import { ADMITTED, withArticle } from './viewers.ts';

const group = 'updates';

export const updateCases: readonly ConformanceCase[] = TRANSPORTS.flatMap((over) => [
  readsBack(over),
  ...ADMITTED.map((viewer) => renames(viewer, over)),
  judgesEachFieldAlone(over),
  ignoresUnknownKeys(over),
  movesUpdatedAt(over),
]);

function readsBack(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `every avatar source that is stored over ${over} is read back`,
    covers: [{ operation: 'users.updateMe', viewer: 'user', kind: 'ok' }],
    needs: { of: ['rules'], viewers: ['user'] },
    async check(ask) {
      const user = await becomeUpdater(ask, 'user', over);
      let before = await user.me();
      for (const avatar_source of DEFAULT_AVATARS) {
        const changes = { avatar_source, avatar_url: defaultAvatarUrl(avatar_source) };
        before = await user.update({ avatar_source }, { before, changes });
        expectUser(`users.me after ${avatar_source}`, before, await user.me());
      }
      for (const { platform, platform_avatar_url: avatar_url } of before.linked_platforms) {
        const changes = { avatar_source: platform, avatar_url };
        before = await user.update({ avatar_source: platform }, { before, changes });
        expectUser(`users.me after ${platform}`, before, await user.me());
      }
      const [earliest] = before.linked_platforms;
      const changes = { avatar_source: null, avatar_url: earliest?.platform_avatar_url ?? null };
      const cleared = await user.update({ avatar_source: '' }, { before, changes });
      expectUser('users.me after ""', cleared, await user.me());
    },
  });
}

function renames(viewer: (typeof ADMITTED)[number], over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `${withArticle(viewer)} renamed over ${over} is found by the new name, in any case, and by no other`,
    covers: [{ operation: 'users.updateMe', viewer, kind: 'ok' }],
    needs: { of: ['rules'], viewers: [viewer] },
    async check(ask) {
      const user = await becomeUpdater(ask, viewer, over);
      const before = await user.me();
      const username = unusedName();
      const renamed = await user.update({ username }, { before, changes: { username } });
      expectUser('users.me after a rename', renamed, await user.me());
      for (const wanted of [username, username.toUpperCase()]) {
        const profile = { operation: 'users.profile', input: { username: wanted } } as const;
        const { asked, outcome } = await ask.ask(user.session, profile, over);
        const found = outcome !== undefined && 'value' in outcome ? outcome.value : undefined;
        expectSame(asked, username, (found as { username?: string } | undefined)?.username);
      }
      const gone = { operation: 'users.profile', input: { username: before.username } } as const;
      expectError(await ask.ask(user.session, gone, over), 'user_not_found');
    },
  });
}

interface FieldInput {
  readonly given?: unknown;
  /** What is stored; nothing when the field is not given or fails. */
  readonly stored?: string;
  readonly message?: string;
}

/** Every way a field is given, or is not, beside every way the other is. */
function judgesEachFieldAlone(over: Transport): ConformanceCase {
  const sources: readonly FieldInput[] = [
    {},
    { given: null },
    { given: 'discord_1', stored: 'discord_1' },
    { given: 'discord_2', stored: 'discord_2' },
    {
      given: 'myspace',
      message: 'avatar_source must be a linked platform or discord_0 to discord_5',
    },
    { given: 5, message: 'avatar_source must be a string' },
  ];
  return defineCase({
    group,
    name: `each field is judged alone over ${over}: what passes is stored, what fails is reported`,
    needs: { of: ['rules'], viewers: ['user'] },
    async check(ask) {
      const user = await becomeUpdater(ask, 'user', over);
      let before = await user.me();
      for (const source of sources) {
        for (const name of usernameInputs()) {
          const input = { ...given('avatar_source', source), ...given('username', name) };
          before = await user.update(input, {
            before,
            changes: changesOf(before, name, source),
            errors: errorsOf(name, source),
          });
          expectUser(`users.me after ${JSON.stringify(input)}`, before, await user.me());
        }
      }
    },
  });
}

function usernameInputs(): readonly FieldInput[] {
  const username = unusedName();
  return [
    {},
    { given: null },
    { given: username, stored: username },
    { given: 'ab', message: 'username must be at least 3 characters' },
    { given: 5, message: 'username must be a string' },
  ];
}

function given(field: string, input: FieldInput): Readonly<Record<string, unknown>> {
  return 'given' in input ? { [field]: input.given } : {};
}

type Me = Parameters<typeof expectUser>[1];

function changesOf(before: Me, { stored: username }: FieldInput, source: FieldInput): Partial<Me> {
  const avatar_source = source.stored as (typeof DEFAULT_AVATARS)[number] | undefined;
  return {
    ...(username !== undefined && username !== before.username && { username }),
    ...(avatar_source !== undefined &&
      avatar_source !== before.avatar_source && {
        avatar_source,
        avatar_url: defaultAvatarUrl(avatar_source),
      }),
  };
}

function errorsOf(
  name: FieldInput,
  source: FieldInput,
): { username?: string; avatar_source?: string } | null {
  if (name.message === undefined && source.message === undefined) return null;
  return {
    ...(name.message !== undefined && { username: name.message }),
    ...(source.message !== undefined && { avatar_source: source.message }),
  };
}

function ignoresUnknownKeys(over: Transport): ConformanceCase {
  const unknown = {
    id: 1,
    permission_level: 3,
    subscription_tier: 3,
    updated_at: '2000-01-01T00:00:00Z',
    Username: 'newname',
    'user.name': 'newname',
    errors: {},
    constructor: 5,
  };
  return defineCase({
    group,
    name: `unknown keys are ignored over ${over} and change nothing`,
    needs: { of: ['rules'], viewers: ['user'] },
    async check(ask) {
      const user = await becomeUpdater(ask, 'user', over);
      const before = await user.me();
      await user.update(unknown, { before });
      await user.update(JSON.parse('{"__proto__":{"username":"newname"}}'), { before });
      const changes = {
        avatar_source: 'discord_4',
        avatar_url: defaultAvatarUrl('discord_4'),
      } as const;
      const updated = await user.update(
        { ...unknown, avatar_source: 'discord_4' },
        { before, changes },
      );
      expectUser('users.me after unknown keys', updated, await user.me());
    },
  });
}

/** The population was last updated long ago, so that any clock shows the move. */
function movesUpdatedAt(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `updated_at moves over ${over} when a stored value changes, and only then`,
    needs: { of: ['the population'], viewers: ['user'] },
    async check(ask) {
      const user = await becomeUpdater(ask, 'user', over);
      const before = await user.me();
      const { username, avatar_source } = before;
      for (const same of [
        {},
        { username },
        { avatar_source },
        { username, avatar_source },
        { username: null },
      ]) {
        await user.update(same, { before });
      }
      const changes = {
        avatar_source: 'discord_5',
        avatar_url: defaultAvatarUrl('discord_5'),
      } as const;
      const updated = await user.update({ avatar_source: 'discord_5' }, { before, changes });
      expectSame('updated_at after a change', true, updated.updated_at > before.updated_at);
      expectSame('users.me after a change', updated.updated_at, (await user.me()).updated_at);
    },
  });
}
