import {
  type Bot,
  type Chat,
  HISTORY_LIMIT,
  type Histories,
  type ModerationAction,
  type PastSession,
  toTimestamp,
} from '@portal/domain';
import { createLink } from './members.ts';
import { createPerson, type Person } from './person.ts';
import { toStaffId } from './staff.ts';

export const VETERANS = 100;
const FIRST_VETERAN = 100;
const OWNER = toStaffId(3, 0);
const NEWEST = Date.UTC(2025, 5, 1);
const DAY_MS = 86_400_000;
/** One more than is shown. */
const LENGTH = HISTORY_LIMIT + 1;

export function toVeteranName(at: number): string {
  return `Veteran.${at}`;
}

/** A user with six histories that are full, newest first. */
export function createVeteran(at: number): Person {
  const id = FIRST_VETERAN + at;
  return createPerson(
    { id, username: toVeteranName(at), linked_platforms: [createLink('discord', id)] },
    { histories: createHistories(id) },
  );
}

function createHistories(owner: number): Histories {
  return {
    moderation_actions: list(owner, createAction),
    chats: list(owner, createChat),
    bots: list(owner, (item) => createBot(item, owner)),
    subscription_history: list(owner, ({ id, created_at }) => {
      return { id, old_tier: 0, new_tier: 2, reason: 'gift', granted_by_id: OWNER, created_at };
    }),
    permission_history: list(owner, ({ id, created_at }) => {
      return { id, old_level: 0, new_level: 1, reason: null, changed_by_id: OWNER, created_at };
    }),
    session_history: list(owner, createPastSession),
  };
}

interface Item {
  readonly id: number;
  readonly created_at: string;
}

/** Two items a day, so that some have their order by id alone. */
function list<TValue>(owner: number, create: (item: Item) => TValue): readonly TValue[] {
  return Array.from({ length: LENGTH }, (_, at) =>
    create({
      id: owner * 1000 + LENGTH - at,
      created_at: toTimestamp(NEWEST - Math.floor(at / 2) * DAY_MS),
    }),
  );
}

function createAction({ id, created_at }: Item): ModerationAction {
  const lifted = id % 2 === 0;
  return {
    id,
    action_type: lifted ? 'PLATFORM_BAN' : 'CHAT_MUTE',
    reason: `Reason ${id}`,
    is_lifted: lifted,
    expires_at: lifted ? null : created_at,
    lifted_at: lifted ? created_at : null,
    created_at,
  };
}

function createChat({ id }: Item): Chat {
  return {
    id,
    chat_type: 'group',
    name: `Chat ${id}`,
    visibility: 'public',
    label: null,
    slug: `chat-${id}`,
    description: 'Where members of one place talk about what they found there.',
    avatar_url: null,
    archived: id % 2 === 0,
  };
}

function createBot({ id, created_at }: Item, owner_id: number): Bot {
  return {
    id,
    name: `Bot ${id}`,
    platform: 'telegram',
    owner_id,
    bot_type: 3,
    is_active: true,
    rate_limit_per_hour: 1000,
    groups: 12,
    users: 340,
    avatar_url: null,
    latency_ms: 12.5,
    is_verified: id % 2 === 0,
    last_activity_at: created_at,
    created_at,
    updated_at: created_at,
  };
}

function createPastSession({ id, created_at }: Item): PastSession {
  return {
    token_suffix: String(id).slice(-6).padStart(6, '0'),
    created_at,
    client_ip: '192.0.2.7',
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    geo: {
      city: 'Utrecht',
      region_name: 'Utrecht',
      country_code: 'NL',
      lat: 52.09,
      lon: 5.12,
      isp: 'Example Net',
      org: null,
      is_mobile: false,
      is_proxy: null,
      is_hosting: false,
    },
  };
}
