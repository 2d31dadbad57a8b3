import {
  type CurrentUser,
  type DetailedProfile,
  type PublicProfile,
  parseUsername,
  profileTier,
  type Result,
  toCurrentUser,
  toDetailedProfile,
  toPublicProfile,
  type User,
  type UserPatch,
  usernameKey,
} from '@portal/domain';
import type { AccountStore, StoredUser } from './account-store.ts';
import { createAuthenticate, type Viewer } from './authenticate.ts';
import type { Refusal } from './refusal.ts';
import { type StoredUpdate, storeUpdate } from './store-update.ts';

/** The user as updated, and a sentence for each field that failed. */
export interface UpdatedUser {
  readonly user: CurrentUser;
  readonly errors: StoredUpdate['errors'];
}

/** What a peer has behind its framework: Portal's rules on a database. */
export interface Accounts {
  authenticate(cookieHeader: string | undefined): Result<Viewer, Refusal>;
  me(viewer: Viewer): CurrentUser;
  updateMe(viewer: Viewer, patch: UserPatch): UpdatedUser;
  /** Undefined when no user has that name, or could have it. */
  profile(viewer: Viewer, username: string): PublicProfile | DetailedProfile | undefined;
  /** Lets go of the file. */
  close(): void;
}

export function createAccounts(store: AccountStore): Accounts {
  const withSanctions = (user: StoredUser): User => ({
    ...user,
    sanctions: store.findSanctions(user.id),
  });

  return {
    authenticate: createAuthenticate(store),

    me: (viewer) => toCurrentUser(withSanctions(requireUser(store, viewer)), viewer.asked_at),

    updateMe(viewer, patch) {
      const { user, errors } = store.inTransaction(() =>
        storeUpdate(store, withSanctions(requireUser(store, viewer)), {
          patch,
          now: viewer.asked_at,
        }),
      );
      return { user: toCurrentUser(user, viewer.asked_at), errors };
    },

    profile(viewer, username) {
      const wanted = parseUsername(username);
      const target = wanted.ok ? store.findUserByKey(usernameKey(wanted.value)) : undefined;
      if (target === undefined) return undefined;
      const tier = profileTier(viewer, target);
      const now = viewer.asked_at;
      if (tier === 'public') return toPublicProfile({ ...target, sanctions: [] }, now);
      const view = { tier, now };
      return toDetailedProfile(withSanctions(target), store.findHistories(target, view), view);
    },

    close: () => store.close(),
  };
}

function requireUser(store: AccountStore, { id }: Viewer): StoredUser {
  const user = store.findUserById(id);
  if (user === undefined) throw new Error(`user ${id} has a session and no row`);
  return user;
}
