import type { DetailedProfile } from '@portal/domain';
import { documentedPayloads } from '../documented/documented-payloads.ts';

/** User 42 as an Owner sees the user. Our example, because no documented page shows the detail. */
export const detailExample = {
  ...documentedPayloads['users.profile'].payload,
  subscription_tier: 2,
  state: 1,
  permission_level: 0,
  subscription_expires_at: '2026-04-18T12:00:00Z',
  subscription_granted_by: 1,
  last_activity_at: '2026-03-19T12:00:00Z',
  permission_since: '2026-03-01T12:00:00Z',
  avatar_source: null,
  linked_platforms: [],
  moderation_actions: [
    {
      id: 7,
      action_type: 'PLATFORM_TIMEOUT',
      reason: 'Spam',
      is_lifted: false,
      expires_at: '2026-03-19T13:00:00Z',
      lifted_at: null,
      created_at: '2026-03-19T12:00:00Z',
    },
  ],
  chats: [
    {
      id: 3,
      chat_type: 'group',
      name: 'Example chat',
      visibility: 'public',
      label: null,
      slug: 'example-chat',
      description: null,
      avatar_url: null,
      archived: false,
    },
  ],
  bots: [
    {
      id: 5,
      name: 'examplebot',
      platform: 'telegram',
      owner_id: 42,
      bot_type: 3,
      is_active: true,
      rate_limit_per_hour: null,
      groups: 2,
      users: 310,
      avatar_url: null,
      latency_ms: null,
      is_verified: false,
      last_activity_at: null,
      created_at: '2026-03-01T12:00:00Z',
      updated_at: '2026-03-01T12:00:00Z',
    },
  ],
  subscription_history: [
    {
      id: 2,
      old_tier: 0,
      new_tier: 2,
      reason: 'Raffle',
      granted_by_id: 1,
      created_at: '2026-03-19T12:00:00Z',
    },
  ],
  permission_history: [
    {
      id: 4,
      old_level: 1,
      new_level: 0,
      reason: 'Stepped down',
      changed_by_id: 1,
      created_at: '2026-03-01T12:00:00Z',
    },
  ],
  session_history: [
    {
      token_suffix: 'a1b2c3',
      created_at: '2026-03-18T12:00:00Z',
      client_ip: '203.0.113.7',
      user_agent: 'curl/8.5.0',
      geo: {
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
      },
    },
  ],
} as const satisfies DetailedProfile;
