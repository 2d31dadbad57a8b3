import type {
  CurrentUser,
  DetailedProfile,
  PublicProfile,
  Ranked,
  UserPatch,
} from '@portal/domain';
import type { Outcome } from '../errors/refusal.ts';

/** The user whose session made the request. */
export interface Viewer extends Ranked {
  readonly id: number;
}

export interface UpdatedUser {
  readonly user: CurrentUser;
  readonly errors: { readonly username?: string; readonly avatar_source?: string } | null;
}

/** The one seam: the API implements it on a database, the mock on examples, and the transports only call it. */
export interface UsersService {
  me(viewer: Viewer): Promise<Outcome<CurrentUser>>;
  updateMe(viewer: Viewer, patch: UserPatch): Promise<Outcome<UpdatedUser>>;
  profile(
    viewer: Viewer,
    input: { readonly username: string },
  ): Promise<Outcome<PublicProfile | DetailedProfile>>;
}
