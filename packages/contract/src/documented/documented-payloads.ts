import me from './users.me.200.json' with { type: 'json' };
import profile from './users.profile.200.json' with { type: 'json' };
import updateMe from './users.updateMe.200.json' with { type: 'json' };

/** An example payload of the public documentation, stored in a file exactly as published. */
export interface DocumentedPayload {
  readonly status: number;
  readonly source: string;
  readonly payload: unknown;
}

/** By operation. The three payloads show user 42 at three different times, so no database can hold all three at once. */
export const documentedPayloads = {
  'users.me': {
    status: 200,
    source: 'Portal API documentation, Get Current User, example response',
    payload: me,
  },
  'users.updateMe': {
    status: 200,
    source:
      'Portal API documentation, Update Current User (POST /v1/users/me/update), example response',
    payload: updateMe,
  },
  'users.profile': {
    status: 200,
    source:
      'Portal API documentation, Get Profile (GET /v1/users/profile/{username}), example response',
    payload: profile,
  },
} as const satisfies Record<string, DocumentedPayload>;
