import { TRPC_ENDPOINT } from '@portal/contract';
import { DEFAULT_AVATARS } from '@portal/domain';
import { JSON_HEADERS } from '../../client/call.ts';
import { expectError, expectSame } from '../../client/expect-response.ts';
import { withHeaders } from '../../client/request-causing.ts';
import { TRANSPORTS, type Transport } from '../../client/transport.ts';
import { type ConformanceCase, defineCase } from '../../conformance-case.ts';
import { listExamples } from '../../contract-table.ts';
import { fieldMessages } from '../../oracle/check-update.ts';
import { toAvatarUrl } from '../../oracle/user-views.ts';
import { byDefault } from '../example-cases.ts';
import { ADMITTED, withArticle } from '../viewers.ts';
import { createUpdater, defaultAvatarUrl, expectUser, unusedName } from './current-user.ts';
import { profile, updateMe } from './user-rows.ts';

const group = 'updates';

export const updateCases: readonly ConformanceCase[] = [
  ...TRANSPORTS.flatMap((over) => [
    readsBack(over),
    ...ADMITTED.map((viewer) => renames(viewer, over)),
    checksEachFieldAlone(over),
    ignoresUnknownKeys(over),
    movesUpdatedAt(over),
    storesNothingUnsupported(over),
  ]),
  checksUpdatesOfBatch(),
  ...servesFieldErrors(),
];

function readsBack(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `every avatar source that is stored over ${over} is read back`,
    covers: [{ operation: 'users.updateMe', viewer: 'user', kind: 'ok' }],
    needs: { of: ['rules'], viewers: ['user'] },
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      let before = await user.read();
      for (const avatar_source of DEFAULT_AVATARS) {
        const changes = { avatar_source, avatar_url: defaultAvatarUrl(avatar_source) };
        before = await user.update({ avatar_source }, { before, changes });
        expectUser(`users.me after ${avatar_source}`, before, await user.read());
      }
      for (const { platform, platform_avatar_url: avatar_url } of before.linked_platforms) {
        const changes = { avatar_source: platform, avatar_url };
        before = await user.update({ avatar_source: platform }, { before, changes });
        expectUser(`users.me after ${platform}`, before, await user.read());
      }
      const avatar_url = toAvatarUrl({ ...before, avatar_source: null });
      const changes = { avatar_source: null, avatar_url };
      const cleared = await user.update({ avatar_source: '' }, { before, changes });
      expectUser('users.me after ""', cleared, await user.read());
    },
  });
}

function renames(viewer: (typeof ADMITTED)[number], over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `${withArticle(viewer)} renamed over ${over} is found by the new name, in any case, and by no other`,
    covers: [{ operation: 'users.updateMe', viewer, kind: 'ok' }],
    needs: { of: ['rules'], viewers: [viewer] },
    async check(client) {
      const user = await createUpdater(client, viewer, over);
      const before = await user.read();
      const username = unusedName();
      const renamed = await user.update({ username }, { before, changes: { username } });
      expectUser('users.me after a rename', renamed, await user.read());
      for (const wanted of [username, username.toUpperCase()]) {
        const call = { operation: profile, input: { username: wanted } };
        const { asked, outcome } = await client.call(user.session, call, over);
        const found = outcome !== undefined && 'value' in outcome ? outcome.value : undefined;
        expectSame(asked, username, (found as { username?: string } | undefined)?.username);
      }
      const gone = { operation: profile, input: { username: before.username } };
      expectError(await client.call(user.session, gone, over), 'user_not_found');
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
function checksEachFieldAlone(over: Transport): ConformanceCase {
  const sources: readonly FieldInput[] = [
    {},
    { given: null },
    { given: 'discord_1', stored: 'discord_1' },
    { given: 'discord_2', stored: 'discord_2' },
    {
      given: 'myspace',
      message: fieldMessages.avatar_source_unknown,
    },
    { given: 5, message: fieldMessages.avatar_source_not_string },
  ];
  return defineCase({
    group,
    name: `each field is checked alone over ${over}: what passes is stored, what fails is reported`,
    needs: { of: ['rules'], viewers: ['user'] },
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      let before = await user.read();
      for (const source of sources) {
        for (const name of usernameInputs()) {
          const input = { ...given('avatar_source', source), ...given('username', name) };
          before = await user.update(input, {
            before,
            changes: changesOf(before, name, source),
            errors: errorsOf(name, source),
          });
          expectUser(`users.me after ${JSON.stringify(input)}`, before, await user.read());
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
    { given: 'ab', message: fieldMessages.username_too_short },
    { given: 5, message: fieldMessages.username_not_string },
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
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      const before = await user.read();
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
      expectUser('users.me after unknown keys', updated, await user.read());
    },
  });
}

/** The population was last updated long ago, so that any clock shows the move. */
function movesUpdatedAt(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `updated_at moves over ${over} when a stored value changes, and only then`,
    needs: { of: ['the population'], viewers: ['user'] },
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      const before = await user.read();
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
      expectSame('users.me after a change', updated.updated_at, (await user.read()).updated_at);
    },
  });
}

function storesNothingUnsupported(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `an update over ${over} that is not JSON stores nothing`,
    needs: { of: ['rules'], viewers: ['user'] },
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      const before = await user.read();
      const body = '{"avatar_source":"discord_3","username":"newname"}';
      const request = { ...withHeaders(updateMe, over, { 'content-type': 'text/plain' }), body };
      expectError(await client.send(user.session, request), 'unsupported_media_type');
      expectUser('users.me after what failed', before, await user.read());
    },
  });
}

function checksUpdatesOfBatch(): ConformanceCase {
  return defineCase({
    group: 'tRPC batches',
    name: 'of updates are checked one by one',
    needs: { of: ['rules'], viewers: ['user'] },
    async check(client) {
      const session = await client.signIn('user');
      const body = JSON.stringify({ 0: { username: 'ab' }, 1: { avatar_source: 5 } });
      const path = `${TRPC_ENDPOINT}/${updateMe.id},${updateMe.id}?batch=1`;
      const batch = [updateMe, updateMe];
      const request = { method: 'POST', path, headers: JSON_HEADERS, body, batch };
      const { asked, batch: answers } = await client.send(session, request);
      const errors = answers.map((outcome) => {
        return 'value' in outcome
          ? (outcome.value as { readonly errors: unknown }).errors
          : outcome;
      });
      const expected = [
        { username: fieldMessages.username_too_short },
        { avatar_source: fieldMessages.avatar_source_not_string },
      ];
      expectSame(asked, expected, errors);
    },
  });
}

/** Examples mode reports the fields that fail by their form; the rest of its answer is the documented update. */
function servesFieldErrors(): readonly ConformanceCase[] {
  return listExamples(updateMe)
    .filter(({ name }) => /^(username|avatar-source|all-fields)-/.test(name))
    .map((entry) => byDefault(entry, entry.name.startsWith('avatar') ? ['user.username'] : []));
}
