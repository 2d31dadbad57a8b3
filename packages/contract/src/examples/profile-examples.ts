import { NO_HISTORIES } from '@portal/domain';
import { documentedPayloads } from '../documented/documented-payloads.ts';
import { refuse } from '../errors/refusal.ts';
import { detailExample } from '../users/detail-example.ts';
import { sessionErrorExamples } from './error-examples.ts';
import type { Example } from './example.ts';

const documented = documentedPayloads['users.profile'];
const input = { username: 'exampleuser' };

/** The detail example is of a moment when user 42 was timed out, subscribed and linked to nothing. */
const ignoredPaths = [
  'avatar_url',
  'subscription_tier',
  'state',
  'subscription_expires_at',
  'subscription_granted_by',
  'last_activity_at',
  'permission_since',
  'avatar_source',
  'linked_platforms',
  'moderation_actions.*.is_lifted',
  'moderation_actions.*.lifted_at',
];

function detail(viewer: Example['viewer'], value: object): Example {
  return { viewer, source: 'ours', input, outcome: { ok: true, value }, ignoredPaths };
}

export const profileExamples = {
  documented: {
    viewer: 'user',
    source: documented.source,
    input,
    outcome: { ok: true, value: documented.payload },
    // User 42 had no avatar at the documented moment.
    ignoredPaths: ['avatar_url'],
  },
  moderator: detail('moderator', { ...detailExample, ...NO_HISTORIES }),
  admin: detail('admin', { ...detailExample, session_history: [] }),
  owner: detail('owner', detailExample),
  'not-found': {
    viewer: 'user',
    source: 'ours',
    input: { username: 'nobody' },
    outcome: refuse({ code: 'user_not_found' }),
  },
  'invalid-request': {
    viewer: 'user',
    given: 'the request target is malformed',
    source: 'ours',
    outcome: refuse({ code: 'invalid_request' }),
  },
  ...sessionErrorExamples,
} as const satisfies Record<string, Example>;
