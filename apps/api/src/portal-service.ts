import {
  type MaybePromise,
  type Outcome,
  type PortalService,
  refuse,
  type UsersService,
} from '@portal/contract';
import { findDatabaseFailure } from './store/sqlite/database-failure.ts';
import { BUSY_TIMEOUT_MS, retryWhileBusy } from './store/sqlite/retry-while-busy.ts';
import { createUsersService, type UsersServiceDependencies } from './users/users.service.ts';

export interface PortalServiceDependencies extends UsersServiceDependencies {
  readonly onUnavailable: OnUnavailable;
}

/** Hears why the database could not answer, which the caller is not told. */
export type OnUnavailable = (error: unknown) => void;

/** The contract's service on a database; what the database cannot answer now is `service_unavailable`. */
export function createPortalService(dependencies: PortalServiceDependencies): PortalService {
  const users = createUsersService(dependencies);
  const answer = <TValue>(work: () => MaybePromise<Outcome<TValue>>) =>
    answerWhenAvailable(work, dependencies.onUnavailable);
  const available: UsersService = {
    me: (viewer) => answer(() => users.me(viewer)),
    updateMe: (viewer, patch) => answer(() => users.updateMe(viewer, patch)),
    profile: (viewer, input) => answer(() => users.profile(viewer, input)),
  };
  return { users: available };
}

/** A full database, or one that stays busy for 5 seconds, is nobody's bug: the caller may try again. */
export function answerWhenAvailable<TValue>(
  work: () => MaybePromise<Outcome<TValue>>,
  onUnavailable: OnUnavailable,
): MaybePromise<Outcome<TValue>> {
  const refuseForNow = (error: unknown) => {
    if (findDatabaseFailure(error) === undefined) throw error;
    onUnavailable(error);
    return refuse({ code: 'service_unavailable' });
  };
  const answer = retryWhileBusy(work, BUSY_TIMEOUT_MS);
  return answer instanceof Promise ? answer.catch(refuseForNow) : answer;
}
