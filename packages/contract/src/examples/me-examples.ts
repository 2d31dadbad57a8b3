import type { CurrentUser } from '@portal/domain';
import { documentedPayloads } from '../documented/documented-payloads.ts';
import { sessionErrorExamples } from './error-examples.ts';
import type { Example } from './example.ts';

const documented = documentedPayloads['users.me'];
const documentedUser = documented.payload as CurrentUser;

/** The own data of each viewer. The ordinary user is the documented user. */
export const exampleSelves = {
  user: documentedUser,
  moderator: ranked(3, 'examplemoderator', 1),
  admin: ranked(2, 'exampleadmin', 2),
  owner: ranked(1, 'exampleowner', 3),
} as const satisfies Record<string, CurrentUser>;

function ranked(
  id: number,
  username: string,
  permission_level: CurrentUser['permission_level'],
): CurrentUser {
  return {
    ...documentedUser,
    id,
    username,
    avatar_url: null,
    permission_level,
    permission_since: '2025-01-02T00:00:00Z',
    avatar_source: null,
    linked_platforms: [],
  };
}

/** The server's clock decides it. */
const ignoredPaths = ['last_activity_at'];

function self(viewer: keyof typeof exampleSelves): Example {
  const outcome = { ok: true, value: exampleSelves[viewer] } as const;
  return { viewer, source: 'ours', outcome, ignoredPaths };
}

export const meExamples = {
  documented: {
    viewer: 'user',
    source: documented.source,
    outcome: { ok: true, value: documentedUser },
    ignoredPaths,
  },
  moderator: self('moderator'),
  admin: self('admin'),
  owner: self('owner'),
  'no-platforms': {
    viewer: 'user',
    given: 'no platform is linked and a default avatar is picked',
    unreachable: 'no request unlinks a platform',
    source: 'ours',
    outcome: {
      ok: true,
      value: {
        ...documentedUser,
        avatar_url: 'https://cdn.discordapp.com/embed/avatars/3.png',
        avatar_source: 'discord_3',
        linked_platforms: [],
      },
    },
  },
  ...sessionErrorExamples,
} as const satisfies Record<string, Example>;
