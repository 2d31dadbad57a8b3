import { documentedPayloads, examples, type PortalService, refuse } from '@portal/contract';
import { type CurrentUser, type DetailedProfile, usernameKey } from '@portal/domain';

/** What an Owner sees of user 42. */
export const detail: DetailedProfile = requireDetail();

/** A service in memory that knows user 42: shown in detail to whoever ranks higher; `overrides` stand in for its methods. */
export function createFakeService(overrides: Partial<PortalService> = {}): PortalService {
  let user: CurrentUser = documentedPayloads['users.me'].payload as CurrentUser;
  return {
    async 'users.me'() {
      return { ok: true, value: user };
    },
    async 'users.updateMe'(_viewer, { username }) {
      if (typeof username !== 'string') {
        return { ok: true, value: { user, errors: { username: 'username must be a string' } } };
      }
      user = { ...user, username };
      return { ok: true, value: { user, errors: null } };
    },
    async 'users.profile'(viewer, { username }) {
      const isFound = usernameKey(username) === usernameKey(user.username);
      if (!isFound) return refuse({ code: 'user_not_found' });
      const { payload } = documentedPayloads['users.profile'];
      return { ok: true, value: viewer.permission_level > 0 ? detail : payload };
    },
    ...overrides,
  } as PortalService;
}

function requireDetail(): DetailedProfile {
  const { outcome } = examples['users.profile'].owner;
  if (!outcome.ok) throw new Error('the example of an Owner is a refusal');
  return outcome.value as DetailedProfile;
}
