import {
  type MaybePromise,
  type Outcome,
  refuse,
  toRestrictionRefusal,
  type Viewer,
} from '@portal/contract';
import { isSessionLive, restrictionAt, type Timestamp } from '@portal/domain';
import type { ActivityRecorder } from '../activity/activity-recorder.ts';
import type { Clock } from '../clock.ts';
import { findSanctions } from '../moderation/sanctions.repository.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { type FoundSession, findSession } from './session.repository.ts';
import { findSessionToken } from './session-cookie.ts';

/** Checks the session in the `Cookie` header of a request. */
export type Authenticate = (cookieHeader: string | undefined) => MaybePromise<Outcome<Viewer>>;

export interface AuthenticationDependencies {
  readonly db: Connection;
  readonly clock: Clock;
  readonly activity: ActivityRecorder;
}

/** Without a valid session the result is always the same 401. A restricted account gets its own error. */
export function createAuthenticate(dependencies: AuthenticationDependencies): Authenticate {
  const { db, clock, activity } = dependencies;
  return (cookieHeader) => {
    const now = clock();
    const token = findSessionToken(cookieHeader);
    const session = token === undefined ? undefined : findSession(db, token);
    const viewer = toViewer(db, session, now);
    if (viewer.ok) activity.note(viewer.value.id, session?.last_activity_at ?? null, now);
    return viewer;
  };
}

/** The viewer of a session; a 401 if it is not live, a 403 with the reason if the account is restricted. */
export function toViewer(
  db: Connection,
  session: FoundSession | undefined,
  now: Timestamp,
): Outcome<Viewer> {
  if (session === undefined || !isSessionLive(session, session.permission_level, now)) {
    return refuse({ code: 'authentication_required' });
  }
  const { user_id: id, session_id, permission_level, has_sanctions } = session;
  const restriction = has_sanctions ? restrictionAt(findSanctions(db, id), now) : null;
  if (restriction !== null) return refuse(toRestrictionRefusal(restriction));
  return { ok: true, value: { id, session_id, permission_level } };
}
