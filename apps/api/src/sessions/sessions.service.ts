import { refuse, type ServiceOf, type sessionsOperations, type Viewer } from '@portal/contract';
import { decideDestroySession, isTokenSuffix, type OwnSession } from '@portal/domain';
import type { Clock } from '../clock.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { Database } from '../store/sqlite/database.ts';
import { inSnapshot } from '../store/sqlite/transaction.ts';
import { findPastSessions } from './past-sessions.repository.ts';
import { endSessionsById, findLiveSessions, type LiveSession } from './session.repository.ts';
import { writeAs } from './write-as.ts';

export interface SessionsServiceDependencies {
  readonly db: Database;
  readonly clock: Clock;
}

/** Implements the operations on a user's own sessions on a database. */
export function createSessionsService(
  dependencies: SessionsServiceDependencies,
): ServiceOf<typeof sessionsOperations> {
  const { db, clock } = dependencies;
  return {
    'users.sessions'(viewer) {
      const now = clock();
      return inSnapshot(db, (trx) => {
        const live = findLiveSessions(trx, viewer, now);
        const sessions = live.map((session) => toOwnSession(session, viewer));
        return { ok: true, value: { sessions, history: findPastSessions(trx, viewer, now) } };
      });
    },

    async 'users.destroySession'(viewer, { token_suffix }) {
      if (!isTokenSuffix(token_suffix)) return refuse({ code: 'session_not_found' });
      return writeAs(dependencies, viewer, (trx, now) =>
        destroySession(trx, { viewer, token_suffix }, now),
      );
    },
  };
}

interface SessionToDestroy {
  readonly viewer: Viewer;
  readonly token_suffix: string;
}

function destroySession(trx: Connection, { viewer, token_suffix }: SessionToDestroy, now: string) {
  const live = findLiveSessions(trx, viewer, now);
  const decision = decideDestroySession(live, token_suffix, viewer.session_id);
  if (decision.ok) {
    endSessionsById(trx, decision.value, now);
    return { ok: true, value: { destroyed: true } } as const;
  }
  return decision.error.code === 'session_is_current'
    ? refuse({ code: 'invalid_request', message: 'Cannot destroy the current session' })
    : refuse({ code: 'session_not_found' });
}

function toOwnSession({ id, origin, ...session }: LiveSession, viewer: Viewer): OwnSession {
  return { ...session, is_current: id === viewer.session_id };
}
