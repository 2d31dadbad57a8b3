import type { Histories } from '../src/profile/history.ts';
import type { ModerationAction } from '../src/restriction/moderation-action.ts';

/** By default, a ban without an end and without a reason. */
export function exampleAction(fields: Partial<ModerationAction> = {}): ModerationAction {
  return {
    id: 1,
    action_type: 'PLATFORM_BAN',
    reason: null,
    is_lifted: false,
    expires_at: null,
    lifted_at: null,
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  };
}

/** One item in each of the six histories. */
export const exampleHistories: Histories = {
  moderation_actions: [exampleAction({ action_type: 'CHAT_MUTE', reason: 'spam' })],
  chats: [
    {
      id: 5,
      chat_type: 'group',
      name: 'Lobby',
      visibility: 'public',
      label: null,
      slug: 'lobby',
      description: null,
      avatar_url: null,
      archived: false,
    },
  ],
  bots: [
    {
      id: 6,
      name: 'Helper',
      platform: 'telegram',
      owner_id: 42,
      bot_type: 3,
      is_active: true,
      rate_limit_per_hour: null,
      groups: 2,
      users: 30,
      avatar_url: null,
      latency_ms: 12,
      is_verified: false,
      last_activity_at: null,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-02T00:00:00Z',
    },
  ],
  subscription_history: [
    {
      id: 7,
      old_tier: 0,
      new_tier: 2,
      reason: 'gift',
      granted_by_id: 1,
      created_at: '2026-01-03T00:00:00Z',
    },
  ],
  permission_history: [
    {
      id: 8,
      old_level: 0,
      new_level: 1,
      reason: null,
      changed_by_id: 1,
      created_at: '2026-01-04T00:00:00Z',
    },
  ],
  session_history: [
    {
      token_suffix: 'a1b2c3',
      created_at: '2026-01-05T00:00:00Z',
      client_ip: '192.0.2.1',
      user_agent: null,
      geo: null,
    },
  ],
};
