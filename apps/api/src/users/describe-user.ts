import {
  type CurrentUser,
  type DetailedProfile,
  toCurrentUser,
  toDetailedProfile,
} from '@portal/domain';
import { systemClock } from '../clock.ts';
import { findPastSessions } from '../sessions/past-sessions.repository.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findHistories } from './histories.repository.ts';
import { requireUser, type UserReference } from './require-user.ts';

export type ShownUser = CurrentUser & DetailedProfile;

/** All data that the user and an Owner see of the user. Throws an OperatorError if there is no such user. */
export function describeUser(db: Connection, reference: UserReference): ShownUser {
  const now = systemClock();
  const user = requireUser(db, reference);
  const histories = {
    ...findHistories(db, user.id),
    session_history: findPastSessions(db, user, now),
  };
  const detail = toDetailedProfile(user, histories, { tier: 'owner', now });
  return { ...toCurrentUser(user, now), ...detail };
}
