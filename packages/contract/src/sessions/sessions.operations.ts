import { loginPayloads } from '../documented/login-payloads.ts';
import { BODY_ERRORS, type Operation, SESSION_ERRORS } from '../operations/operation.ts';
import {
  DestroySessionInput,
  DestroySessionResponse,
  SessionsResponse,
} from './session-schemas.ts';

export const sessionsOperations = {
  'users.sessions': {
    method: 'GET',
    path: '/v1/users/me/sessions',
    kind: 'query',
    access: 'session',
    summary: 'List the sessions of the current user',
    description:
      'Requires an active session cookie. The live sessions, of which one is the current, and at most 100 that ended or expired.',
    input: { from: 'nothing' },
    output: SessionsResponse,
    errors: SESSION_ERRORS,
    limit: 'user',
    documented: loginPayloads['users.sessions'],
  },
  'users.destroySession': {
    method: 'POST',
    path: '/v1/users/me/sessions/{token_suffix}/destroy',
    kind: 'mutation',
    access: 'session',
    summary: 'Destroy a session of the current user',
    description:
      'Requires an active session cookie. Ends every live session with that suffix but the current one, for which there is the logout. It needs no body.',
    input: { from: 'path', schema: DestroySessionInput },
    output: DestroySessionResponse,
    errors: [...SESSION_ERRORS, ...BODY_ERRORS, 'session_not_found'],
    limit: 'user',
    documented: loginPayloads['users.destroySession'],
  },
} as const satisfies Record<string, Operation>;
