import {
  type Outcome,
  type PopulatedUser,
  type PortalService,
  population,
  refuse,
  toFieldErrorSentences,
  toRestrictionRefusal,
  type Viewer,
} from '@portal/contract';
import {
  applyChanges,
  decideUpdate,
  parseUsername,
  profileTier,
  restrictionAt,
  toCurrentUser,
  toDetailedProfile,
  toPublicProfile,
  usernameKey,
} from '@portal/domain';

/** A world of users in memory, in which the contract's rules hold. Nobody else sees what changes in it. */
export interface LiveWorld {
  readonly service: PortalService;
  /** The viewer behind an id, or why that user is kept out. */
  admit(id: number): Outcome<Viewer>;
}

/** Built on the domain's own functions, so that a rule is never written twice. `now` tells the moment. */
export function createLiveWorld(now: () => string): LiveWorld {
  const people = new Map(population.map((person) => [person.user.id, person]));

  const requirePerson = (id: number): PopulatedUser => {
    const person = people.get(id);
    if (person === undefined) throw new Error(`the live world has no user ${id}`);
    return person;
  };
  const findByName = (name: unknown): PopulatedUser | undefined => {
    const wanted = parseUsername(name);
    if (!wanted.ok) return undefined;
    const key = usernameKey(wanted.value);
    return [...people.values()].find(({ user }) => usernameKey(user.username) === key);
  };

  return {
    admit(id) {
      const { user } = requirePerson(id);
      const restriction = restrictionAt(user.sanctions, now());
      if (restriction !== null) return refuse(toRestrictionRefusal(restriction));
      return { ok: true, value: { id, permission_level: user.permission_level } };
    },
    service: {
      async 'users.me'(viewer) {
        return { ok: true, value: toCurrentUser(requirePerson(viewer.id).user, now()) };
      },
      async 'users.updateMe'(viewer, patch) {
        const { user, histories } = requirePerson(viewer.id);
        const holder = findByName(patch.username)?.user.id;
        const { changes, errors } = decideUpdate(user, patch, holder);
        const updated = applyChanges(user, changes, now());
        people.set(user.id, { user: updated, histories });
        const value = {
          user: toCurrentUser(updated, now()),
          errors: toFieldErrorSentences(errors),
        };
        return { ok: true, value };
      },
      async 'users.profile'(viewer, input) {
        const target = findByName(input.username);
        if (target === undefined) return refuse({ code: 'user_not_found' });
        const tier = profileTier(viewer, target.user);
        const moment = now();
        if (tier === 'public') return { ok: true, value: toPublicProfile(target.user, moment) };
        const sight = { tier, now: moment };
        return { ok: true, value: toDetailedProfile(target.user, target.histories, sight) };
      },
    },
  };
}
