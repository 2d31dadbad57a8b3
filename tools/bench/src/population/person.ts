import { type Histories, NO_HISTORIES, type User } from '@portal/domain';

/** A session is live, or one of the ways in which it is not: `outlived` has lasted longer than its user's level may. */
export type SessionKind = 'live' | 'expired' | 'ended' | 'outlived';

/** Someone of the database with all that hangs on them. Histories may be longer than what is shown. */
export interface Person {
  readonly user: User;
  readonly histories: Histories;
  readonly session?: SessionKind | undefined;
}

export const LONG_AGO = '2025-01-01T00:00:00Z';
/** Far enough for what must not happen while anybody measures. */
export const FAR_AHEAD = '2999-01-01T00:00:00Z';

/** Someone with nothing special but what is given. */
export function createPerson(
  own: Partial<User> & Pick<User, 'id' | 'username'>,
  { histories = NO_HISTORIES, session }: Partial<Omit<Person, 'user'>> = {},
): Person {
  const user: User = {
    subscription_tier: 0,
    permission_level: 0,
    subscription_expires_at: null,
    subscription_granted_by: null,
    last_activity_at: LONG_AGO,
    permission_since: null,
    avatar_source: null,
    linked_platforms: [],
    sanctions: [],
    created_at: LONG_AGO,
    updated_at: LONG_AGO,
    ...own,
  };
  return { user, histories, session };
}
