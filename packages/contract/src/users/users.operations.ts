import { documentedPayloads } from '../documented/documented-payloads.ts';
import { BODY_ERRORS, type Operation, SESSION_ERRORS } from '../operations/operation.ts';
import { ProfileInput, UserProfileResponse } from './profile-schemas.ts';
import { UpdateMeInput, UpdateMeResponse } from './update-schemas.ts';
import { CurrentUserResponse } from './user-schemas.ts';

export const usersOperations = {
  'users.me': {
    method: 'GET',
    path: '/v1/users/me',
    kind: 'query',
    access: 'session',
    summary: 'Get the current user',
    description: 'The user whose session made the request. Requires an active session cookie.',
    input: { from: 'nothing' },
    output: CurrentUserResponse,
    errors: SESSION_ERRORS,
    limit: 'user',
    documented: documentedPayloads['users.me'],
  },
  'users.updateMe': {
    method: 'POST',
    path: '/v1/users/me/update',
    kind: 'mutation',
    access: 'session',
    summary: 'Update the current user',
    description:
      'Requires an active session cookie. Fields are independent: what passes is stored, what fails is reported in `errors`, always with status 200. All stored changes of one request commit together.',
    input: { from: 'body', schema: UpdateMeInput },
    output: UpdateMeResponse,
    errors: [...SESSION_ERRORS, ...BODY_ERRORS],
    limit: 'user',
    documented: documentedPayloads['users.updateMe'],
  },
  'users.profile': {
    method: 'GET',
    path: '/v1/users/profile/{username}',
    kind: 'query',
    access: 'session',
    summary: 'Get a profile',
    description:
      'Requires an active session cookie. A viewer who cannot act on the target gets the public profile; one who can gets the detail: Moderators with empty histories, Admins with histories but no sessions, Owners with everything.',
    input: { from: 'path', schema: ProfileInput },
    output: UserProfileResponse,
    errors: [...SESSION_ERRORS, 'user_not_found', 'invalid_request'],
    limit: 'user',
    documented: documentedPayloads['users.profile'],
  },
} as const satisfies Record<string, Operation>;
