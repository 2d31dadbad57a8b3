import type { CurrentUser } from '@portal/domain';
import { documentedPayloads } from '../documented/documented-payloads.ts';
import type { UpdatedUser } from '../users/update-schemas.ts';
import { bodyErrorExamples, sessionErrorExamples } from './error-examples.ts';
import type { Example } from './example.ts';
import { exampleSelves } from './me-examples.ts';

const documented = documentedPayloads['users.updateMe'];
const documentedUser = documented.payload.user as CurrentUser;
const DOCUMENTED_INPUT = { username: 'newname', avatar_source: 'discord' };
const UNCHANGED = { ...documentedUser, username: 'exampleuser' };

/** The server's clock decides these. */
const CLOCK_PATHS = ['user.last_activity_at', 'user.updated_at'];
/** The documented update is of a later moment, when user 42 was linked again, as niels. */
const ignoredPaths = [
  ...CLOCK_PATHS,
  'user.created_at',
  'user.linked_platforms.*.platform_username',
  'user.linked_platforms.*.linked_at',
  'user.linked_platforms.*.last_authenticated_at',
];

/** An update of the documented user. `stored` has the valid fields. */
function update(
  input: Readonly<Record<string, unknown>>,
  stored: Partial<CurrentUser>,
  errors: UpdatedUser['errors'],
): Example {
  const value = { user: { ...UNCHANGED, ...stored }, errors };
  return { viewer: 'user', source: 'ours', input, outcome: { ok: true, value }, ignoredPaths };
}

function byRank(viewer: 'moderator' | 'admin' | 'owner'): Example {
  const user = {
    ...exampleSelves[viewer],
    username: 'newname',
    updated_at: '2026-03-19T12:00:00Z',
  };
  const value = { user, errors: null };
  const input = { username: 'newname' };
  return { viewer, source: 'ours', input, outcome: { ok: true, value }, ignoredPaths: CLOCK_PATHS };
}

const CLEARED = { avatar_source: null } as const;

export const updateMeExamples = {
  documented: {
    viewer: 'user',
    source: documented.source,
    input: DOCUMENTED_INPUT,
    outcome: { ok: true, value: documented.payload },
    ignoredPaths,
  },
  moderator: byRank('moderator'),
  admin: byRank('admin'),
  owner: byRank('owner'),
  'nothing-given': update({}, {}, null),
  'avatar-cleared': update({ avatar_source: '' }, CLEARED, null),
  partial: update({ username: 'ab', avatar_source: '' }, CLEARED, {
    username: 'username must be at least 3 characters',
  }),
  'all-fields-fail': update(
    { username: 'no spaces', avatar_source: 'myspace' },
    {},
    {
      username: 'username contains invalid characters',
      avatar_source: 'avatar_source must be a linked platform or discord_0 to discord_5',
    },
  ),
  'username-not-string': update({ username: 5 }, {}, { username: 'username must be a string' }),
  'username-too-short': update(
    { username: 'ab' },
    {},
    { username: 'username must be at least 3 characters' },
  ),
  'username-too-long': update(
    { username: 'a'.repeat(33) },
    {},
    { username: 'username must be at most 32 characters' },
  ),
  'username-invalid-characters': update(
    { username: 'no spaces' },
    {},
    { username: 'username contains invalid characters' },
  ),
  'username-taken': {
    ...update({ username: 'takenname' }, {}, { username: 'username is already taken' }),
    given: 'another user is called takenname',
  },
  'avatar-source-not-string': update(
    { avatar_source: 5 },
    {},
    { avatar_source: 'avatar_source must be a string' },
  ),
  'avatar-source-not-linked': update(
    { avatar_source: 'telegram' },
    {},
    { avatar_source: 'avatar_source telegram is not linked' },
  ),
  'avatar-source-unknown': update(
    { avatar_source: 'myspace' },
    {},
    { avatar_source: 'avatar_source must be a linked platform or discord_0 to discord_5' },
  ),
  ...sessionErrorExamples,
  ...bodyErrorExamples,
} as const satisfies Record<string, Example>;
