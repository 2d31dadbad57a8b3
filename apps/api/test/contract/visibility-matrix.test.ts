import { PERMISSION_LEVELS, type PermissionLevelName } from '@portal/domain';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { describe, expect } from 'vitest';
import { test } from '../support/portal-fixture.ts';
import {
  COLUMNS,
  findMarks,
  insertTarget,
  marksFor,
  type Reader,
  TARGET_NAME,
} from '../support/private-marks.ts';
import type { TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { transports } from '../support/transports.ts';

type Tier = 'public' | 'moderator' | 'admin' | 'owner';

/** Viewer, target, and what the one sees of the other; from the contract, not from the code. */
const MATRIX: readonly (readonly [PermissionLevelName, PermissionLevelName | 'self', Tier])[] = [
  ['user', 'self', 'public'],
  ['user', 'user', 'public'],
  ['user', 'moderator', 'public'],
  ['user', 'admin', 'public'],
  ['user', 'owner', 'public'],
  ['moderator', 'self', 'public'],
  ['moderator', 'user', 'moderator'],
  ['moderator', 'moderator', 'public'],
  ['moderator', 'admin', 'public'],
  ['moderator', 'owner', 'public'],
  ['admin', 'self', 'public'],
  ['admin', 'user', 'admin'],
  ['admin', 'moderator', 'admin'],
  ['admin', 'admin', 'public'],
  ['admin', 'owner', 'public'],
  ['owner', 'self', 'owner'],
  ['owner', 'user', 'owner'],
  ['owner', 'moderator', 'owner'],
  ['owner', 'admin', 'owner'],
  ['owner', 'owner', 'owner'],
];

const PUBLIC_KEYS = ['id', 'username', 'avatar_url', 'subscription_tier'];
const DETAIL_KEYS = [
  ...PUBLIC_KEYS,
  'state',
  'permission_level',
  'subscription_expires_at',
  'subscription_granted_by',
  'last_activity_at',
  'permission_since',
  'avatar_source',
  'linked_platforms',
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
  'session_history',
];
const HISTORIES = DETAIL_KEYS.slice(-6);

/** What a tier sees: the keys, the histories that have items, and whose marks. */
const SIGHTS: Readonly<Record<Tier, Sight>> = {
  public: { keys: PUBLIC_KEYS, filled: [], readers: ['anyone'] },
  moderator: { keys: DETAIL_KEYS, filled: [], readers: ['anyone', 'moderator'] },
  admin: {
    keys: DETAIL_KEYS,
    filled: ['moderation_actions', 'chats', 'bots', 'subscription_history', 'permission_history'],
    readers: ['anyone', 'moderator', 'admin'],
  },
  owner: {
    keys: DETAIL_KEYS,
    filled: HISTORIES,
    readers: ['anyone', 'moderator', 'admin', 'owner'],
  },
};

interface Sight {
  readonly keys: readonly string[];
  readonly filled: readonly string[];
  readonly readers: readonly Reader[];
}

const LEVELS = Object.keys(PERMISSION_LEVELS) as readonly PermissionLevelName[];

test('every pair of levels, and each on oneself, is in the matrix once', () => {
  const pairs = LEVELS.flatMap((viewer) => ['self', ...LEVELS].map((target) => [viewer, target]));
  expect(MATRIX.map(([viewer, target]) => [viewer, target])).toEqual(pairs);
});

test('every column of every table is marked', async ({ portal }) => {
  const sqlite = new Sqlite(portal.file);
  const kysely = new Kysely({ dialect: new SqliteDialect({ database: sqlite }) });
  const tables = await kysely.introspection.getTables();
  await kysely.destroy();
  // The one row of the clock is about no user.
  const columns = tables
    .filter(({ name }) => name !== 'clock')
    .map(({ name, columns }) => [name, columns.map(({ name }) => name).sort()]);
  const marked = Object.entries(COLUMNS).map(([name, table]) => [name, Object.keys(table).sort()]);
  expect(Object.fromEntries(columns)).toEqual(Object.fromEntries(marked));
});

describe.each(transports)('over %s', (_name, call) => {
  test.for(MATRIX)(
    '%s on %s sees the %s tier, and no mark of another',
    async ([level, whom, tier], { portal }) => {
      insertTarget(portal.file, PERMISSION_LEVELS[whom === 'self' ? level : whom]);
      const cookie = await signIn(portal, level, whom);
      const input = { username: TARGET_NAME };
      const answer = await call({ url: portal.url, operation: 'users.profile', cookie, input });
      const value = answer.value as Readonly<Record<string, readonly unknown[]>>;
      const { keys, filled, readers } = SIGHTS[tier];
      expect(Object.keys(value)).toEqual(keys);
      expect(HISTORIES.filter((name) => (value[name]?.length ?? 0) > 0)).toEqual(filled);
      expect(findMarks(answer)).toEqual(marksFor(readers));
      expect(answer.text).not.toContain(cookie.replace('psession=', ''));
    },
  );

  describe.each(LEVELS)('a viewer of level %s', (level) => {
    test('sees the own fields in me and in updates, and no history', async ({ portal }) => {
      insertTarget(portal.file, PERMISSION_LEVELS[level]);
      const cookie = await portal.signIn(TARGET_NAME);
      const me = { url: portal.url, cookie, operation: 'users.me' } as const;
      const update = { url: portal.url, cookie, operation: 'users.updateMe' } as const;
      const own = marksFor(['anyone', 'moderator', 'self']);
      expect(findMarks(await call(me))).toEqual(own);
      expect(findMarks(await call({ ...update, input: {} }))).toEqual(own);
      expect(findMarks(await call({ ...update, input: { username: 1 } }))).toEqual(own);
    });

    test('sees no mark of others in me, in updates and in refusals', async ({ portal }) => {
      insertTarget(portal.file, PERMISSION_LEVELS.user);
      const viewer = await addViewer(portal, call, { level });
      const answers = [
        await viewer.me(),
        await viewer.update({ username: TARGET_NAME, avatar_source: 'discord' }),
        await viewer.update({ avatar_source: 'discord_0' }),
        await viewer.profile('mark-username'),
        await viewer.profile(`${TARGET_NAME} `),
      ];
      expect(answers.flatMap(findMarks)).toEqual([]);
    });
  });

  test('nobody sees a mark without a session', async ({ portal }) => {
    insertTarget(portal.file, PERMISSION_LEVELS.user);
    const input = { username: TARGET_NAME };
    const answer = await call({ url: portal.url, operation: 'users.profile', input });
    expect(findMarks(answer)).toEqual([]);
  });
});

async function signIn(
  portal: TestPortal,
  level: PermissionLevelName,
  whom: PermissionLevelName | 'self',
): Promise<string> {
  if (whom === 'self') return portal.signIn(TARGET_NAME);
  await portal.addUser('viewer', level);
  return portal.signIn('viewer');
}
