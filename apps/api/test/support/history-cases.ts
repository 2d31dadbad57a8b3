import { build } from '../../src/store/sqlite/build.ts';
import { addAction } from './stored-rows.ts';
import type { TestPortal } from './test-portal.ts';

const NOW = '2026-03-19T12:00:00Z';
const [A, B, C] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'];

const GEO = {
  city: 'Utrecht',
  region_name: 'Utrecht',
  country_code: 'NL',
  lat: 52.09,
  lon: -5.12,
  isp: 'Example ISP',
  org: 'Example Org',
  is_mobile: true,
  is_proxy: false,
  is_hosting: false,
};
const EMPTY_GEO = Object.fromEntries(Object.keys(GEO).map((key) => [key, null]));

/** How one history is stored, what is shown of it, and how many of it are made at given moments. */
export interface HistoryCase {
  readonly name: string;
  readonly add: (portal: TestPortal, owner: number) => void;
  readonly shown: (owner: number) => readonly object[];
  readonly addMany: (portal: TestPortal, owner: number, moments: readonly string[]) => void;
  /** What tells which of many an item is: its moment, or its place where it has none. */
  readonly momentOf: (item: Readonly<Record<string, unknown>>) => unknown;
}

const byMoment: HistoryCase['momentOf'] = (item) => item['created_at'];

/** Every history of a profile. */
export const historyCases: readonly HistoryCase[] = [
  {
    name: 'moderation_actions',
    add(portal, owner) {
      const timeout = { action_type: 'PLATFORM_TIMEOUT', created_by_id: owner } as const;
      addAction(portal, owner, { ...timeout, reason: 'Spam', expires_at: B, created_at: A });
      addAction(portal, owner, { lifted_at: C, created_at: B });
      addAction(portal, owner, { action_type: 'CHAT_MUTE', expires_at: NOW, created_at: C });
    },
    shown: () => [
      action(3, { action_type: 'CHAT_MUTE', expires_at: NOW, created_at: C }),
      action(2, { is_lifted: true, lifted_at: C, created_at: B }),
      action(1, { action_type: 'PLATFORM_TIMEOUT', reason: 'Spam', expires_at: B, created_at: A }),
    ],
    addMany({ db }, user_id, moments) {
      const item = { user_id, action_type: 'PLATFORM_WARNING' } as const;
      const rows = moments.map((created_at) => ({ ...item, created_at }));
      db.run(build.insertInto('moderation_actions').values(rows));
    },
    momentOf: byMoment,
  },
  {
    name: 'chats',
    add({ db }, owner_id) {
      const bare = { chat_type: 'group', visibility: 'public' };
      const full = {
        label: 'Social',
        slug: 'owls',
        description: 'Awake',
        avatar_url: 'https://a/b',
      };
      db.run(
        build.insertInto('chats').values([
          { owner_id, name: 'Owls', ...bare, ...full, archived: 1 },
          {
            owner_id,
            name: 'Larks',
            ...bare,
            chat_type: 'channel',
            visibility: 'private',
            archived: 0,
          },
        ]),
      );
    },
    shown: () => [
      {
        id: 2,
        chat_type: 'channel',
        name: 'Larks',
        visibility: 'private',
        label: null,
        slug: null,
        description: null,
        avatar_url: null,
        archived: false,
      },
      {
        id: 1,
        chat_type: 'group',
        name: 'Owls',
        visibility: 'public',
        label: 'Social',
        slug: 'owls',
        description: 'Awake',
        avatar_url: 'https://a/b',
        archived: true,
      },
    ],
    addMany({ db }, owner_id, moments) {
      const item = { owner_id, chat_type: 'group', visibility: 'public', archived: 0 } as const;
      const rows = moments.toSorted().map((name) => ({ ...item, name }));
      db.run(build.insertInto('chats').values(rows));
    },
    momentOf: (item) => item['name'],
  },
  {
    name: 'bots',
    add({ db }, owner_id) {
      const counts = { groups: 12, users: 340 };
      const full = { rate_limit_per_hour: 600, avatar_url: 'https://a/c', latency_ms: 48.5 };
      const moments = { last_activity_at: C, created_at: B, updated_at: C };
      const flags = { is_active: 1, is_verified: 0 } as const;
      db.run(
        build.insertInto('bots').values([
          {
            owner_id,
            name: 'owl',
            platform: 'telegram',
            bot_type: 3,
            ...counts,
            ...full,
            ...moments,
            ...flags,
          },
          {
            owner_id,
            name: 'lark',
            platform: 'discord',
            bot_type: 1,
            groups: 0,
            users: 0,
            created_at: A,
            updated_at: A,
            is_active: 0,
            is_verified: 1,
          },
        ]),
      );
    },
    shown: (owner_id) => [
      {
        id: 1,
        name: 'owl',
        platform: 'telegram',
        owner_id,
        bot_type: 3,
        is_active: true,
        rate_limit_per_hour: 600,
        groups: 12,
        users: 340,
        avatar_url: 'https://a/c',
        latency_ms: 48.5,
        is_verified: false,
        last_activity_at: C,
        created_at: B,
        updated_at: C,
      },
      {
        id: 2,
        name: 'lark',
        platform: 'discord',
        owner_id,
        bot_type: 1,
        is_active: false,
        rate_limit_per_hour: null,
        groups: 0,
        users: 0,
        avatar_url: null,
        latency_ms: null,
        is_verified: true,
        last_activity_at: null,
        created_at: A,
        updated_at: A,
      },
    ],
    addMany({ db }, owner_id, moments) {
      const item = { owner_id, name: 'bot', platform: 'telegram', bot_type: 3 } as const;
      const rest = { groups: 0, users: 0, is_active: 1, is_verified: 0, updated_at: NOW } as const;
      const rows = moments.map((created_at) => ({ ...item, ...rest, created_at }));
      db.run(build.insertInto('bots').values(rows));
    },
    momentOf: byMoment,
  },
  {
    name: 'subscription_history',
    add({ db }, user_id) {
      const granted = { reason: 'Raffle', granted_by_id: user_id, created_at: A };
      db.run(
        build.insertInto('subscription_history').values([
          { user_id, old_tier: 0, new_tier: 2, ...granted },
          { user_id, old_tier: 2, new_tier: 3, created_at: B },
        ]),
      );
    },
    shown: (granted_by_id) => [
      { id: 2, old_tier: 2, new_tier: 3, reason: null, granted_by_id: null, created_at: B },
      { id: 1, old_tier: 0, new_tier: 2, reason: 'Raffle', granted_by_id, created_at: A },
    ],
    addMany({ db }, user_id, moments) {
      const item = { user_id, old_tier: 0, new_tier: 1 } as const;
      const rows = moments.map((created_at) => ({ ...item, created_at }));
      db.run(build.insertInto('subscription_history').values(rows));
    },
    momentOf: byMoment,
  },
  {
    name: 'permission_history',
    add({ db }, user_id) {
      const changed = { reason: 'Helping out', changed_by_id: user_id, created_at: A };
      db.run(
        build.insertInto('permission_history').values([
          { user_id, old_level: 0, new_level: 2, ...changed },
          { user_id, old_level: 2, new_level: 1, created_at: B },
        ]),
      );
    },
    shown: (changed_by_id) => [
      { id: 2, old_level: 2, new_level: 1, reason: null, changed_by_id: null, created_at: B },
      { id: 1, old_level: 0, new_level: 2, reason: 'Helping out', changed_by_id, created_at: A },
    ],
    addMany({ db }, user_id, moments) {
      const item = { user_id, old_level: 0, new_level: 1 } as const;
      const rows = moments.map((created_at) => ({ ...item, created_at }));
      db.run(build.insertInto('permission_history').values(rows));
    },
    momentOf: byMoment,
  },
  {
    name: 'session_history',
    add(portal, owner) {
      const full = { client_ip: '203.0.113.7', user_agent: 'curl/8.5.0', geo: JSON.stringify(GEO) };
      addSession(portal, owner, {
        token_suffix: 'aaaaaa',
        ended_at: B,
        created_at: A,
        ...full,
      });
      addSession(portal, owner, { token_suffix: 'bbbbbb', ended_at: C, created_at: B });
      const geo = JSON.stringify(EMPTY_GEO);
      addSession(portal, owner, {
        token_suffix: 'cccccc',
        ended_at: NOW,
        created_at: C,
        geo,
      });
    },
    shown: () => [
      { token_suffix: 'cccccc', created_at: C, client_ip: null, user_agent: null, geo: EMPTY_GEO },
      { token_suffix: 'bbbbbb', created_at: B, client_ip: null, user_agent: null, geo: null },
      {
        token_suffix: 'aaaaaa',
        created_at: A,
        client_ip: '203.0.113.7',
        user_agent: 'curl/8.5.0',
        geo: GEO,
      },
    ],
    addMany(portal, owner, moments) {
      for (const created_at of moments) {
        addSession(portal, owner, { created_at, ended_at: NOW });
      }
    },
    momentOf: byMoment,
  },
];

export interface StoredSession {
  readonly created_at: string;
  readonly token_suffix?: string;
  readonly expires_at?: string;
  readonly ended_at?: string;
  readonly client_ip?: string;
  readonly user_agent?: string;
  readonly geo?: string;
}

export function addSession({ db }: TestPortal, user_id: number, session: StoredSession): void {
  const { count } = db.one(
    build.selectFrom('sessions').select((select) => select.fn.countAll<number>().as('count')),
  );
  const token_hash = String(count).padStart(64, '0');
  const rest = { origin: 'command_line', token_suffix: 'a1b2c3', expires_at: NOW } as const;
  db.run(build.insertInto('sessions').values({ user_id, token_hash, ...rest, ...session }));
}

function action(id: number, fields: object): object {
  return {
    id,
    action_type: 'PLATFORM_BAN',
    reason: null,
    is_lifted: false,
    expires_at: null,
    lifted_at: null,
    ...fields,
  };
}
