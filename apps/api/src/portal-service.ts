import { type Outcome, type PortalService, refuse, type UsersService } from '@portal/contract';
import { findDatabaseFailure } from './database/database-failure.ts';
import { BUSY_PATIENCE_MS, retryWhileBusy } from './database/retry-while-busy.ts';
import { createUsersService, type UsersServiceDependencies } from './users/users.service.ts';

export type PortalServiceDependencies = UsersServiceDependencies;

/** The contract's service on a database; what the database cannot answer now is `service_unavailable`. */
export function createPortalService(dependencies: PortalServiceDependencies): PortalService {
  const users = createUsersService(dependencies);
  const available: UsersService = {
    me: (viewer) => answerWhenAvailable(() => users.me(viewer)),
    updateMe: (viewer, patch) => answerWhenAvailable(() => users.updateMe(viewer, patch)),
    profile: (viewer, input) => answerWhenAvailable(() => users.profile(viewer, input)),
  };
  return { users: available };
}

/** A full database, or one that stays busy for 5 seconds, is nobody's bug: the caller may try again. */
export async function answerWhenAvailable<TValue>(
  work: () => Promise<Outcome<TValue>>,
): Promise<Outcome<TValue>> {
  try {
    return await retryWhileBusy(work, BUSY_PATIENCE_MS);
  } catch (error) {
    if (findDatabaseFailure(error) === undefined) throw error;
    return refuse({ code: 'service_unavailable' });
  }
}
