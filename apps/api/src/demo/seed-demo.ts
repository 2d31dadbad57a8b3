import { addSeconds, PERMISSION_LEVELS, type Timestamp, usernameKey } from '@portal/domain';
import type { Insertable } from 'kysely';
import { addKey } from '../api-keys/api-keys.administration.ts';
import { addBot } from '../chats-and-bots/chats-and-bots.administration.ts';
import { issueSession } from '../sessions/sessions.administration.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { UsersTable } from '../store/tables.ts';
import { DEMO_VIEWERS, DOCUMENTED_USER, VETERAN } from './demo-users.ts';
import { requireDemoUsers } from './require-demo-database.ts';
import { insertVeteranHistories } from './veteran-histories.ts';

const DAY = 86_400;
const TABLES = [
  'login_codes',
  'api_keys',
  'permission_history',
  'subscription_history',
  'bots',
  'chats',
  'moderation_actions',
  'sessions',
  'linked_platforms',
  'users',
] as const;

/** Who can be tried out, with a token made at this start. */
export interface DemoViewer {
  readonly username: string;
  readonly level: string;
  readonly token: string;
}

/** Keys to try a login with, made at this start. */
export interface DemoKeys {
  readonly public_key: string;
  readonly bot_key: string;
}

export interface Demo {
  readonly viewers: readonly DemoViewer[];
  readonly keys: DemoKeys;
}

/**
 * Replaces what an earlier demo left and makes a session for each viewer.
 * Throws an OperatorError, and changes nothing, if the database holds a user that no demo made.
 */
export function seedDemo(trx: Connection, now: Timestamp): Demo {
  requireDemoUsers(trx);
  for (const table of TABLES) trx.run(build.deleteFrom(table));
  insertUsers(trx, now);
  insertLinks(trx);
  insertVeteranHistories(trx, now);
  const viewers = [...DEMO_VIEWERS, { ...DOCUMENTED_USER, level: 'user' }];
  const issued: DemoViewer[] = [];
  for (const { username, level } of viewers) {
    const { token } = issueSession(trx, { user: username, origin: 'demo' }, now);
    issued.push({ username, level, token });
  }
  return { viewers: issued, keys: addKeys(trx, now) };
}

function addKeys(trx: Connection, now: Timestamp): DemoKeys {
  const bot = {
    owner: 'demo-owner',
    name: 'Login bot',
    platform: 'discord',
    type: 'official',
  } as const;
  return {
    public_key: addKey(trx, 'demo', now).key,
    bot_key: addBot(trx, bot, now).key,
  };
}

function insertUsers(trx: Connection, now: Timestamp): void {
  const users: Insertable<UsersTable>[] = DEMO_VIEWERS.map(({ id, username, level }) => ({
    ...plainUser(id, username, addSeconds(now, -90 * DAY)),
    permission_level: PERMISSION_LEVELS[level],
    permission_since: level === 'user' ? null : addSeconds(now, -30 * DAY),
  }));
  const veteran: Insertable<UsersTable> = {
    ...plainUser(VETERAN.id, VETERAN.username, addSeconds(now, -400 * DAY)),
    subscription_tier: 2,
    subscription_expires_at: addSeconds(now, 20 * DAY),
    subscription_granted_by: 1,
    permission_since: addSeconds(now, -40 * DAY),
    avatar_source: 'discord_3',
  };
  const documented: Insertable<UsersTable> = {
    ...plainUser(DOCUMENTED_USER.id, DOCUMENTED_USER.username, '2025-01-01T00:00:00Z'),
    last_activity_at: '2025-01-15T12:00:00Z',
    updated_at: '2025-01-15T12:00:00Z',
  };
  trx.run(build.insertInto('users').values([...users, documented, veteran]));
}

function plainUser(id: number, username: string, created_at: Timestamp): Insertable<UsersTable> {
  return {
    id,
    username,
    username_key: usernameKey(username),
    subscription_tier: 0,
    permission_level: 0,
    created_at,
    updated_at: created_at,
  };
}

/** The earlier link has no avatar: so `avatar_url` is null as documented, until discord is picked. */
function insertLinks(trx: Connection): void {
  trx.run(
    build.insertInto('linked_platforms').values([
      {
        user_id: DOCUMENTED_USER.id,
        platform: 'telegram',
        platform_user_id: '700000042',
        platform_username: 'exampleuser',
        platform_avatar_url: null,
        linked_at: '2025-01-01T00:00:00Z',
        last_authenticated_at: '2025-01-01T00:00:00Z',
      },
      {
        user_id: DOCUMENTED_USER.id,
        platform: 'discord',
        platform_user_id: '1185865881356615713',
        platform_username: 'exampleuser',
        platform_avatar_url: 'https://cdn.discordapp.com/avatars/123/abc.png',
        linked_at: '2025-01-15T12:00:00Z',
        last_authenticated_at: '2025-01-15T12:00:00Z',
      },
    ]),
  );
}
