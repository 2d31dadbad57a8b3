import type { ModelUser } from '../src/fuzz/world/model.ts';

/** A user of the fuzz model with nothing special about it but what is given. */
export function createModelUser(own: Partial<ModelUser> = {}): ModelUser {
  return {
    id: 1,
    username: 'someone',
    avatar_source: null,
    permission_level: 0,
    permission_since: null,
    updated_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    subscription_tier: 0,
    subscription_expires_at: null,
    subscription_granted_by: null,
    links: [],
    actions: [],
    changes: [],
    sessions: [],
    ...own,
  };
}
