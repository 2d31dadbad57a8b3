import { addSeconds, type Timestamp } from '@portal/domain';
import type { Kysely } from 'kysely';
import type { Database } from '../database/tables.ts';
import { hashSessionToken, tokenSuffix } from '../sessions/session-token.ts';
import { VETERAN } from './demo-users.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const [OWNER, ADMIN, MODERATOR] = [1, 2, 3];

type Ago = (seconds: number) => Timestamp;

/** At least one item of every history; ids are given, for they are shown and SQLite would count on. */
export async function insertVeteranHistories(trx: Kysely<Database>, now: Timestamp): Promise<void> {
  const ago: Ago = (seconds) => addSeconds(now, -seconds);
  await insertModeration(trx, ago);
  await insertChanges(trx, ago);
  await insertPossessions(trx, ago);
  await insertPastSession(trx, ago(5 * DAY));
}

async function insertModeration(trx: Kysely<Database>, ago: Ago): Promise<void> {
  const user_id = VETERAN.id;
  await trx
    .insertInto('moderation_actions')
    .values([
      {
        id: 1,
        user_id,
        action_type: 'PLATFORM_WARNING',
        reason: 'Advertising',
        created_by_id: MODERATOR,
        created_at: ago(60 * DAY),
      },
      {
        id: 2,
        user_id,
        action_type: 'PLATFORM_TIMEOUT',
        reason: 'Spam',
        created_by_id: MODERATOR,
        created_at: ago(50 * DAY),
        expires_at: ago(49 * DAY),
      },
      {
        id: 3,
        user_id,
        action_type: 'PLATFORM_BAN',
        reason: 'Mistaken identity',
        created_by_id: ADMIN,
        created_at: ago(45 * DAY),
        lifted_at: ago(44 * DAY),
      },
    ])
    .execute();
}

async function insertChanges(trx: Kysely<Database>, ago: Ago): Promise<void> {
  const user_id = VETERAN.id;
  const granted = { reason: 'Raffle', granted_by_id: OWNER, created_at: ago(10 * DAY) };
  await trx
    .insertInto('subscription_history')
    .values({ id: 1, user_id, old_tier: 0, new_tier: 2, ...granted })
    .execute();
  const raised = { reason: 'Helping out', changed_by_id: OWNER, created_at: ago(100 * DAY) };
  const lowered = { reason: 'Stepped down', changed_by_id: OWNER, created_at: ago(40 * DAY) };
  await trx
    .insertInto('permission_history')
    .values([
      { id: 1, user_id, old_level: 0, new_level: 1, ...raised },
      { id: 2, user_id, old_level: 1, new_level: 0, ...lowered },
    ])
    .execute();
}

async function insertPossessions(trx: Kysely<Database>, ago: Ago): Promise<void> {
  const owner_id = VETERAN.id;
  await trx
    .insertInto('chats')
    .values({
      id: 1,
      owner_id,
      chat_type: 'group',
      name: 'Night owls',
      visibility: 'public',
      label: 'Social',
      slug: 'night-owls',
      description: 'For those still awake',
      archived: 0,
    })
    .execute();
  await trx
    .insertInto('bots')
    .values({
      id: 1,
      owner_id,
      name: 'owlbot',
      platform: 'telegram',
      bot_type: 3,
      is_active: 1,
      rate_limit_per_hour: 600,
      groups: 12,
      users: 340,
      latency_ms: 48,
      is_verified: 0,
      last_activity_at: ago(HOUR),
      created_at: ago(200 * DAY),
      updated_at: ago(DAY),
    })
    .execute();
}

const GEO = {
  city: 'Utrecht',
  region_name: 'Utrecht',
  country_code: 'NL',
  lat: 52.09,
  lon: 5.12,
  isp: 'Example ISP',
  org: 'Example Org',
  is_mobile: false,
  is_proxy: false,
  is_hosting: false,
};

async function insertPastSession(trx: Kysely<Database>, created_at: Timestamp): Promise<void> {
  const token_hash = hashSessionToken(`a token nobody has ${created_at}`);
  await trx
    .insertInto('sessions')
    .values({
      user_id: VETERAN.id,
      token_hash,
      token_suffix: tokenSuffix(token_hash),
      origin: 'demo',
      created_at,
      expires_at: addSeconds(created_at, DAY),
      ended_at: addSeconds(created_at, 2 * HOUR),
      client_ip: '203.0.113.7',
      user_agent: 'Mozilla/5.0',
      geo: JSON.stringify(GEO),
    })
    .execute();
}
