import { type CurrentUser, usernameKey } from '@portal/domain';
import { documentedPayloads } from '../src/documented/documented-payloads.ts';
import { refuse } from '../src/errors/refusal.ts';
import type { PortalService } from '../src/operations/portal-service.ts';
import { detailExample } from '../src/users/detail-example.ts';
import type { UsersService } from '../src/users/users.service.ts';

/** A service in memory that knows user 42: shown in detail to whoever ranks higher; `overrides` stand in for its methods. */
export function createFakeService(overrides: Partial<UsersService> = {}): PortalService {
  let user: CurrentUser = documentedPayloads['users.me'].payload as CurrentUser;
  return {
    users: {
      async me() {
        return { ok: true, value: user };
      },
      async updateMe(_viewer, { username }) {
        if (typeof username !== 'string') {
          return { ok: true, value: { user, errors: { username: 'username must be a string' } } };
        }
        user = { ...user, username };
        return { ok: true, value: { user, errors: null } };
      },
      async profile(viewer, { username }) {
        const isFound = usernameKey(username) === usernameKey(user.username);
        if (!isFound) return refuse({ code: 'user_not_found' });
        const { payload } = documentedPayloads['users.profile'];
        return { ok: true, value: viewer.permission_level > 0 ? detailExample : payload };
      },
      ...overrides,
    },
  } as PortalService;
}
