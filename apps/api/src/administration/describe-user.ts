import {
  type CurrentUser,
  type DetailedProfile,
  toCurrentUser,
  toDetailedProfile,
} from '@portal/domain';
import type { Kysely } from 'kysely';
import { systemClock } from '../clock.ts';
import type { Database } from '../database/tables.ts';
import { findHistories } from '../histories/histories.repository.ts';
import { findPastSessions } from '../histories/past-sessions.repository.ts';
import { requireUser } from './require-user.ts';

export type ShownUser = CurrentUser & DetailedProfile;

/** Everything about a user, as the user and an Owner together see it; throws an OperatorError when there is none. */
export async function describeUser(db: Kysely<Database>, username: string): Promise<ShownUser> {
  const now = systemClock();
  const user = await requireUser(db, username);
  const histories = {
    ...(await findHistories(db, user.id)),
    session_history: await findPastSessions(db, user, now),
  };
  const detail = toDetailedProfile(user, histories, { tier: 'owner', now });
  return { ...toCurrentUser(user, now), ...detail };
}
