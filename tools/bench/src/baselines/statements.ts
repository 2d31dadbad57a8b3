import Sqlite from 'better-sqlite3';
import type { ActionRow, BotRow, ChatRow, PastSessionRow, SessionRow, UserRow } from './rows.ts';

/** What the baselines ask the database: Portal's own statements, written out by hand. */
export type Statements = ReturnType<typeof prepareStatements>;

/** Opens a file as Portal does; a locked one is an error at once. */
export function openFile(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { fileMustExist: true, timeout: 0 });
  sqlite.pragma('journal_mode = wal');
  sqlite.pragma('synchronous = full');
  sqlite.pragma('foreign_keys = on');
  return sqlite;
}

/** Prepares each once; behind a `+` what is bound does not make SQLite plan a join or a sorted list again. */
export function prepareStatements(sqlite: Sqlite.Database) {
  const prepare = <TRow>(sql: string) => sqlite.prepare<(string | number | null)[], TRow>(sql);
  return {
    ...prepareSessions(prepare),
    ...prepareUsers(prepare),
    ...prepareHistories(prepare),
  };
}

type Prepare = <TRow>(sql: string) => Sqlite.Statement<(string | number | null)[], TRow>;

const SANCTIONS = `select id, action_type, reason, expires_at, lifted_at, created_at from moderation_actions
  where lifted_at is null and action_type in ('PLATFORM_TIMEOUT', 'PLATFORM_BAN') and user_id =`;

function prepareSessions(prepare: Prepare) {
  return {
    sessionByHash: prepare<SessionRow>(
      `select user_id, sessions.created_at, expires_at, ended_at, permission_level, last_activity_at,
        exists (${SANCTIONS} users.id) as has_sanctions
      from sessions join users on users.id = user_id where token_hash = +?`,
    ),
    sanctionsOf: prepare<ActionRow>(`${SANCTIONS} +? order by id`),
  };
}

function prepareUsers(prepare: Prepare) {
  const users = `select id, username, subscription_tier, subscription_expires_at, subscription_granted_by, permission_level,
      permission_since, last_activity_at, avatar_source, created_at, updated_at, exists (${SANCTIONS} users.id) as has_sanctions,
      platform, platform_user_id, platform_username, platform_avatar_url, linked_at, last_authenticated_at
    from users left join linked_platforms on user_id = users.id`;
  return {
    userById: prepare<UserRow>(`${users} where id = +?`),
    userByKey: prepare<UserRow>(`${users} where username_key = +?`),
    idByKey: prepare<Pick<UserRow, 'id'>>('select id from users where username_key = +?'),
    rename: prepare(
      'update users set username = +?, username_key = +?, updated_at = +? where id = +?',
    ),
  };
}

function prepareHistories(prepare: Prepare) {
  const newestFirst = 'order by created_at desc, id desc limit 100';
  return {
    actionsOf: prepare<ActionRow>(
      `select id, action_type, reason, expires_at, lifted_at, created_at
      from moderation_actions where user_id = +? ${newestFirst}`,
    ),
    chatsOf: prepare<ChatRow>('select * from chats where owner_id = +? order by id desc limit 100'),
    botsOf: prepare<BotRow>(
      `select id, name, platform, owner_id, bot_type, is_active, rate_limit_per_hour, groups, users, avatar_url,
        latency_ms, is_verified, last_activity_at, created_at, updated_at
      from bots where owner_id = +? ${newestFirst}`,
    ),
    subscriptionsOf: prepare<object>(
      `select id, old_tier, new_tier, reason, granted_by_id, created_at
      from subscription_history where user_id = +? ${newestFirst}`,
    ),
    permissionsOf: prepare<object>(
      `select id, old_level, new_level, reason, changed_by_id, created_at
      from permission_history where user_id = +? ${newestFirst}`,
    ),
    pastSessionsOf: prepare<PastSessionRow>(
      `select token_suffix, created_at, client_ip, user_agent, geo from sessions
      where user_id = +? and (ended_at is not null or expires_at <= +? or created_at <= +?) ${newestFirst}`,
    ),
  };
}
