import Sqlite from 'better-sqlite3';
import type { Answer } from './transports.ts';

/** The least viewer a column is for: in a profile, in `me` alone, or in no answer at all. */
export type Reader = 'anyone' | 'moderator' | 'admin' | 'owner' | 'self' | 'nobody';

/** Who may read a column and what is stored there; `shared` when the value is no mark, for others have it too. */
type Column = readonly [Reader, string | number, 'shared'?];
type Table = Readonly<Record<string, Column>>;

/** Above every other mark, since ids that the database gives go on from here. */
export const TARGET_ID = 910_000_000_000_999;
export const TARGET_NAME = 'Mark.Username';

const GRANTER = 910_000_000_000_011;
const MODERATOR = 910_000_000_000_012;
const HISTORIC_GRANTER = 910_000_000_000_013;
const CHANGER = 910_000_000_000_014;
const LIFTER = 910_000_000_000_015;

/** Marks inside the JSON of a session's `geo`. */
const GEO: Table = {
  city: ['owner', 'mark-geo-city'],
  region_name: ['owner', 'mark-geo-region'],
  country_code: ['owner', 'mark-geo-country'],
  lat: ['owner', 12.0625078125],
  lon: ['owner', -99.0156251953125],
  isp: ['owner', 'mark-geo-isp'],
  org: ['owner', 'mark-geo-org'],
  key_that_no_answer_has: ['nobody', 'mark-geo-unknown'],
};
const FLAGS = { is_mobile: true, is_proxy: false, is_hosting: true };

/** Every column of every table, as the target's row has it. */
export const COLUMNS: Readonly<Record<string, Table>> = {
  users: {
    id: ['anyone', TARGET_ID],
    username: ['anyone', TARGET_NAME],
    username_key: ['nobody', 'mark.username'],
    subscription_tier: ['anyone', 2, 'shared'],
    subscription_expires_at: ['moderator', '2027-01-01T00:00:01Z'],
    subscription_granted_by: ['moderator', GRANTER],
    permission_level: ['moderator', 0, 'shared'],
    permission_since: ['moderator', '2025-01-01T00:00:02Z'],
    last_activity_at: ['moderator', '2026-03-19T11:59:33Z'],
    avatar_source: ['moderator', 'discord_3'],
    created_at: ['self', '2024-01-01T00:00:03Z'],
    updated_at: ['self', '2024-01-01T00:00:04Z'],
    bot_logins: ['nobody', 910_000_000_000_081],
  },
  linked_platforms: {
    user_id: ['nobody', TARGET_ID, 'shared'],
    platform: ['moderator', 'telegram'],
    platform_user_id: ['moderator', 'mark-link-user-id'],
    platform_username: ['moderator', 'mark-link-username'],
    platform_avatar_url: ['moderator', 'https://mark-link-avatar.example/a.png'],
    linked_at: ['moderator', '2024-02-01T00:00:05Z'],
    last_authenticated_at: ['moderator', '2024-02-01T00:00:06Z'],
  },
  sessions: {
    id: ['nobody', 910_000_000_000_021],
    user_id: ['nobody', TARGET_ID, 'shared'],
    token_hash: ['nobody', 'mark-token-hash'.padEnd(64, '.')],
    token_suffix: ['owner', 'zqxjkv'],
    origin: ['nobody', 'command_line'],
    created_at: ['owner', '2024-03-01T00:00:07Z'],
    expires_at: ['nobody', '2024-03-01T00:00:08Z'],
    ended_at: ['nobody', '2024-03-01T00:00:09Z'],
    client_ip: ['owner', '203.0.113.210'],
    user_agent: ['owner', 'mark-user-agent'],
    geo: ['nobody', toGeoText(), 'shared'],
  },
  moderation_actions: {
    id: ['admin', 910_000_000_000_031],
    user_id: ['nobody', TARGET_ID, 'shared'],
    action_type: ['admin', 'CHAT_KICK'],
    reason: ['admin', 'mark-moderation-reason'],
    created_by_id: ['nobody', MODERATOR],
    expires_at: ['admin', '2024-04-01T00:00:10Z'],
    lifted_at: ['admin', '2024-04-01T00:00:11Z'],
    created_at: ['admin', '2024-04-01T00:00:12Z'],
    lifted_by_id: ['nobody', LIFTER],
  },
  chats: {
    id: ['admin', 910_000_000_000_041],
    owner_id: ['nobody', TARGET_ID, 'shared'],
    chat_type: ['admin', 'mark-chat-type'],
    name: ['admin', 'mark-chat-name'],
    visibility: ['admin', 'mark-chat-visibility'],
    label: ['admin', 'mark-chat-label'],
    slug: ['admin', 'mark-chat-slug'],
    description: ['admin', 'mark-chat-description'],
    avatar_url: ['admin', 'https://mark-chat-avatar.example/a.png'],
    archived: ['admin', 1, 'shared'],
  },
  bots: {
    id: ['admin', 910_000_000_000_051],
    owner_id: ['admin', TARGET_ID, 'shared'],
    name: ['admin', 'mark-bot-name'],
    platform: ['admin', 'discord', 'shared'],
    bot_type: ['admin', 3, 'shared'],
    is_active: ['admin', 1, 'shared'],
    rate_limit_per_hour: ['admin', 910_000_000_000_052],
    groups: ['admin', 910_000_000_000_053],
    users: ['admin', 910_000_000_000_054],
    avatar_url: ['admin', 'https://mark-bot-avatar.example/a.png'],
    latency_ms: ['admin', 910_000_000.0625],
    is_verified: ['admin', 0, 'shared'],
    last_activity_at: ['admin', '2024-05-01T00:00:13Z'],
    created_at: ['admin', '2024-05-01T00:00:14Z'],
    updated_at: ['admin', '2024-05-01T00:00:15Z'],
    key_hash: ['nobody', 'mark-bot-key-hash'.padEnd(64, '.')],
  },
  subscription_history: {
    id: ['admin', 910_000_000_000_061],
    user_id: ['nobody', TARGET_ID, 'shared'],
    old_tier: ['admin', 1, 'shared'],
    new_tier: ['admin', 3, 'shared'],
    reason: ['admin', 'mark-subscription-reason'],
    granted_by_id: ['admin', HISTORIC_GRANTER],
    created_at: ['admin', '2024-06-01T00:00:16Z'],
  },
  permission_history: {
    id: ['admin', 910_000_000_000_071],
    user_id: ['nobody', TARGET_ID, 'shared'],
    old_level: ['admin', 1, 'shared'],
    new_level: ['admin', 0, 'shared'],
    reason: ['admin', 'mark-permission-reason'],
    changed_by_id: ['admin', CHANGER],
    created_at: ['admin', '2024-07-01T00:00:17Z'],
  },
  login_codes: {
    id: ['nobody', 910_000_000_000_091],
    platform: ['nobody', 'telegram', 'shared'],
    platform_user_id: ['nobody', '910000000000092'],
    client_address: ['nobody', '203.0.113.211'],
    seed: ['nobody', 'mark-code-seed'.padEnd(32, '.')],
    code_hash: ['nobody', 'mark-code-hash'.padEnd(64, '.')],
    platform_username: ['nobody', 'mark-code-username'],
    platform_avatar_url: ['nobody', 'https://mark-code-avatar.example/a.png'],
    created_at: ['nobody', '2024-08-01T00:00:18Z'],
    expires_at: ['nobody', '2024-08-01T00:00:19Z'],
  },
  api_keys: {
    id: ['nobody', 910_000_000_000_101],
    name: ['nobody', 'mark-key-name'],
    key_hash: ['nobody', 'mark-key-hash'.padEnd(64, '.')],
    created_at: ['nobody', '2024-09-01T00:00:20Z'],
    revoked_at: ['nobody', '2024-09-01T00:00:21Z'],
  },
};

interface Mark {
  readonly name: string;
  readonly reader: Reader;
  readonly text: string;
}

const marks: readonly Mark[] = Object.entries({ ...COLUMNS, geo: GEO }).flatMap(
  ([table, columns]) =>
    Object.entries(columns).flatMap(([column, [reader, value, shared]]) =>
      shared ? [] : [{ name: `${table}.${column}`, reader, text: String(value) }],
    ),
);

/** The names of the marks that those readers may see. */
export function marksFor(readers: readonly Reader[]): readonly string[] {
  return marks.filter(({ reader }) => readers.includes(reader)).map(({ name }) => name);
}

/** The names of the marks that are anywhere in an answer, be it in a header. */
export function findMarks({ text, headers }: Answer): readonly string[] {
  const everything = [...headers].flat().join('\n') + text;
  return marks.filter((mark) => everything.includes(mark.text)).map(({ name }) => name);
}

/** Stores the target, of a level, with one row in every table. */
export function insertTarget(file: string, permission_level: number): void {
  const sqlite = new Sqlite(file);
  try {
    for (const id of [GRANTER, MODERATOR, HISTORIC_GRANTER, CHANGER, LIFTER]) {
      const [username, moment] = [`staff-${id % 100}`, '2023-01-01T00:00:00Z'];
      const row = { id, username, username_key: username, permission_level: 3 };
      insert(sqlite, 'users', {
        ...row,
        subscription_tier: 0,
        created_at: moment,
        updated_at: moment,
      });
    }
    for (const [table, columns] of Object.entries(COLUMNS)) {
      const row = Object.entries(columns).map(([column, [, value]]) => [column, value]);
      const level = table === 'users' && { permission_level };
      insert(sqlite, table, { ...Object.fromEntries(row), ...level });
    }
  } finally {
    sqlite.close();
  }
}

function insert(sqlite: Sqlite.Database, table: string, row: Record<string, unknown>): void {
  const columns = Object.keys(row);
  const slots = columns.map((column) => `@${column}`);
  sqlite.prepare(`insert into ${table} (${columns}) values (${slots})`).run(row);
}

function toGeoText(): string {
  const values = Object.entries(GEO).map(([key, [, value]]) => [key, value]);
  return JSON.stringify({ ...Object.fromEntries(values), ...FLAGS });
}
