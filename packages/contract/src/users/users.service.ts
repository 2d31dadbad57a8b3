import type {
  CurrentUser,
  DetailedProfile,
  PublicProfile,
  Ranked,
  UserPatch,
} from '@portal/domain';
import type { Outcome } from '../errors/refusal.ts';
import type { MaybePromise } from '../operations/maybe-promise.ts';

/** The user whose session made the request. */
export interface Viewer extends Ranked {
  readonly id: number;
}

export interface UpdatedUser {
  readonly user: CurrentUser;
  readonly errors: { readonly username?: string; readonly avatar_source?: string } | null;
}

/**
 * The one seam: the API implements it on a database, the mock on examples, and the transports only call it.
 * What is known at once may be answered at once.
 */
export interface UsersService {
  me(viewer: Viewer): MaybePromise<Outcome<CurrentUser>>;
  updateMe(viewer: Viewer, patch: UserPatch): MaybePromise<Outcome<UpdatedUser>>;
  profile(
    viewer: Viewer,
    input: { readonly username: string },
  ): MaybePromise<Outcome<PublicProfile | DetailedProfile>>;
}
