import {
  type MaybePromise,
  type Outcome,
  refuse,
  type ServiceOf,
  type servedOperations,
} from '@portal/contract';
import { createBotsService } from './bots/bots.service.ts';
import { createLoginService, type LoginServiceDependencies } from './login/login.service.ts';
import { createSessionsService } from './sessions/sessions.service.ts';
import { findDatabaseFailure } from './store/sqlite/database-failure.ts';
import { BUSY_TIMEOUT_MS, retryWhileBusy } from './store/sqlite/retry-while-busy.ts';
import { createUsersService, type UsersServiceDependencies } from './users/users.service.ts';

/** Every operation that the API serves. */
export type ServedService = ServiceOf<typeof servedOperations>;

export interface PortalServiceDependencies
  extends UsersServiceDependencies,
    LoginServiceDependencies {
  readonly onUnavailable: OnUnavailable;
}

/** Hears why the database could not answer, which the caller is not told. */
export type OnUnavailable = (error: unknown) => void;

/** The contract's service on a database; what the database cannot answer now is `service_unavailable`. */
export function createPortalService(dependencies: PortalServiceDependencies): ServedService {
  const service: ServedService = {
    ...createUsersService(dependencies),
    ...createSessionsService(dependencies),
    ...createLoginService(dependencies),
    ...createBotsService(dependencies),
  };
  const entries = Object.entries(service as Readonly<Record<string, Serve>>);
  const available = entries.map(([id, serve]) => {
    const answer: Serve = (caller, input) =>
      answerWhenAvailable(() => serve(caller, input), dependencies.onUnavailable);
    return [id, answer];
  });
  return Object.fromEntries(available) as ServedService;
}

/** An operation of any id: a wrapper knows no more of it. */
type Serve = (caller: unknown, input: unknown) => MaybePromise<Outcome<unknown>>;

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
