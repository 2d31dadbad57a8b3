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

/** Users in memory by the contract's rules; each service has its own, so nobody else sees what changes. */
export interface InMemoryService {
  readonly operations: PortalService;
  /** The viewer of an id, or why that user may not call. */
  authenticate(id: number): Outcome<Viewer>;
}

/** Built on the domain's own functions, so that no rule is written twice. `now` returns the time. */
export function createInMemoryService(now: () => string): InMemoryService {
  const people = new Map(population.map((person) => [person.user.id, person]));

  const requirePerson = (id: number): PopulatedUser => {
    const person = people.get(id);
    if (person === undefined) throw new Error(`there is no user ${id}`);
    return person;
  };
  const findByName = (name: unknown): PopulatedUser | undefined => {
    const wanted = parseUsername(name);
    if (!wanted.ok) return undefined;
    const key = usernameKey(wanted.value);
    return [...people.values()].find(({ user }) => usernameKey(user.username) === key);
  };

  return {
    authenticate(id) {
      const { user } = requirePerson(id);
      const restriction = restrictionAt(user.sanctions, now());
      if (restriction !== null) return refuse(toRestrictionRefusal(restriction));
      return { ok: true, value: { id, session_id: id, permission_level: user.permission_level } };
    },
    operations: {
      'users.me'(viewer) {
        return { ok: true, value: toCurrentUser(requirePerson(viewer.id).user, now()) };
      },
      'users.updateMe'(viewer, patch) {
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
      'users.profile'(viewer, input) {
        const target = findByName(input.username);
        if (target === undefined) return refuse({ code: 'user_not_found' });
        const tier = profileTier(viewer, target.user);
        const time = now();
        if (tier === 'public') return { ok: true, value: toPublicProfile(target.user, time) };
        const detail = toDetailedProfile(target.user, target.histories, { tier, now: time });
        return { ok: true, value: detail };
      },
    },
  };
}
