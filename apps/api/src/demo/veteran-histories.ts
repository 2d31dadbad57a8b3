import { addSeconds, type Timestamp } from '@portal/domain';
import { hashSessionToken, tokenSuffix } from '../sessions/session-token.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { VETERAN } from './demo-users.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const [OWNER, ADMIN, MODERATOR] = [1, 2, 3];

type Ago = (seconds: number) => Timestamp;

/** At least one item of every history; ids are given, for they are shown and SQLite would count on. */
export function insertVeteranHistories(trx: Connection, now: Timestamp): void {
  const ago: Ago = (seconds) => addSeconds(now, -seconds);
  insertModeration(trx, ago);
  insertChanges(trx, ago);
  insertPossessions(trx, ago);
  insertPastSession(trx, ago(5 * DAY));
}

function insertModeration(trx: Connection, ago: Ago): void {
  const user_id = VETERAN.id;
  trx.run(
    build.insertInto('moderation_actions').values([
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
    ]),
  );
}

function insertChanges(trx: Connection, ago: Ago): void {
  const user_id = VETERAN.id;
  const granted = { reason: 'Raffle', granted_by_id: OWNER, created_at: ago(10 * DAY) };
  trx.run(
    build
      .insertInto('subscription_history')
      .values({ id: 1, user_id, old_tier: 0, new_tier: 2, ...granted }),
  );
  const raised = { reason: 'Helping out', changed_by_id: OWNER, created_at: ago(100 * DAY) };
  const lowered = { reason: 'Stepped down', changed_by_id: OWNER, created_at: ago(40 * DAY) };
  trx.run(
    build.insertInto('permission_history').values([
      { id: 1, user_id, old_level: 0, new_level: 1, ...raised },
      { id: 2, user_id, old_level: 1, new_level: 0, ...lowered },
    ]),
  );
}

function insertPossessions(trx: Connection, ago: Ago): void {
  const owner_id = VETERAN.id;
  trx.run(
    build.insertInto('chats').values({
      id: 1,
      owner_id,
      chat_type: 'group',
      name: 'Night owls',
      visibility: 'public',
      label: 'Social',
      slug: 'night-owls',
      description: 'For those still awake',
      archived: 0,
    }),
  );
  trx.run(
    build.insertInto('bots').values({
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
    }),
  );
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

function insertPastSession(trx: Connection, created_at: Timestamp): void {
  const token_hash = hashSessionToken(`a token nobody has ${created_at}`);
  trx.run(
    build.insertInto('sessions').values({
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
    }),
  );
}
