import {
  type Outcome,
  refuse,
  type ServiceGroup,
  toFieldErrorSentences,
  type UpdatedUser,
  type Viewer,
} from '@portal/contract';
import {
  applyChanges,
  decideUpdate,
  type Histories,
  NO_HISTORIES,
  parseUsername,
  profileTier,
  toCurrentUser,
  toDetailedProfile,
  toPublicProfile,
  type User,
  type UserPatch,
} from '@portal/domain';
import type { ActivityRecorder } from '../activity/activity-recorder.ts';
import type { Clock } from '../clock.ts';
import { findPastSessions } from '../sessions/past-sessions.repository.ts';
import { writeAs } from '../sessions/write-as.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { Database } from '../store/sqlite/database.ts';
import { inSnapshot } from '../store/sqlite/transaction.ts';
import { findHistories } from './histories.repository.ts';
import {
  findUserById,
  findUserByUsername,
  findUserIdByUsername,
  updateUser,
} from './user.repository.ts';

export interface UsersServiceDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly activity: ActivityRecorder;
}

/** Implements the user operations on a database. */
export function createUsersService(dependencies: UsersServiceDependencies): ServiceGroup<'users'> {
  const { db, clock, activity } = dependencies;

  const withActivity = (user: User): User => ({
    ...user,
    last_activity_at: activity.latest(user.id, user.last_activity_at),
  });

  const toProfile = (trx: Connection, viewer: Viewer, target: User): Profile => {
    const now = clock();
    const tier = profileTier(viewer, target);
    if (tier === 'public') return toPublicProfile(target, now);
    const histories = findVisibleHistories(trx, target, { tier, now });
    return toDetailedProfile(target, histories, { tier, now });
  };
  return {
    'users.me'(viewer) {
      const user = withActivity(inSnapshot(db, (trx) => requireUser(trx, viewer.id)));
      return { ok: true, value: toCurrentUser(user, clock()) };
    },

    async 'users.updateMe'(viewer, patch) {
      const stored = await writeAs(dependencies, viewer, (trx, now) =>
        storeUpdate(trx, viewer, { patch, now }),
      );
      if (!stored.ok) return stored;
      const { user, errors } = stored.value;
      const updated: UpdatedUser = { user: toCurrentUser(withActivity(user), clock()), errors };
      return { ok: true, value: updated };
    },

    'users.profile'(viewer, input): Outcome<Profile> {
      const username = parseUsername(input.username);
      if (!username.ok) return refuse({ code: 'user_not_found' });
      return inSnapshot(db, (trx) => {
        const found = findUserByUsername(trx, username.value);
        if (found === undefined) return refuse({ code: 'user_not_found' });
        return { ok: true, value: toProfile(trx, viewer, withActivity(found)) };
      });
    },
  };
}

type Profile = ReturnType<typeof toPublicProfile> | ReturnType<typeof toDetailedProfile>;
type Visibility = Parameters<typeof toDetailedProfile>[2];

interface Update {
  readonly patch: UserPatch;
  readonly now: string;
}

function storeUpdate(
  trx: Connection,
  viewer: Viewer,
  { patch, now }: Update,
): Outcome<{ readonly user: User; readonly errors: UpdatedUser['errors'] }> {
  const user = requireUser(trx, viewer.id);
  const wanted = parseUsername(patch.username);
  const holder = wanted.ok ? findUserIdByUsername(trx, wanted.value) : undefined;
  const { changes, errors } = decideUpdate(user, patch, holder);
  const updated = applyChanges(user, changes, now);
  if (updated !== user) updateUser(trx, updated, changes);
  return { ok: true, value: { user: updated, errors: toFieldErrorSentences(errors) } };
}

/** Reads only the data that the viewer may see. */
function findVisibleHistories(db: Connection, target: User, { tier, now }: Visibility): Histories {
  if (tier === 'moderator') return NO_HISTORIES;
  const session_history = tier === 'owner' ? findPastSessions(db, target, now) : [];
  return { ...findHistories(db, target.id), session_history };
}

function requireUser(db: Connection, id: number): User {
  const user = findUserById(db, id);
  if (user === undefined) throw new Error(`user ${id} has a session and no row`);
  return user;
}
