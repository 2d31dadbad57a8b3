import type { ErrorCode } from '../errors/error-registry.ts';
import { refuse } from '../errors/refusal.ts';
import type { Example } from './example.ts';

type ErrorExample = Pick<Example, 'viewer' | 'given' | 'source' | 'outcome' | 'unreachable'>;

function ours(viewer: Example['viewer'], given: string, outcome: Example['outcome']): ErrorExample {
  return { viewer, given, source: 'ours', outcome };
}

function unreachable(given: string, why: string, outcome: Example['outcome']): ErrorExample {
  return { ...ours('user', given, outcome), unreachable: why };
}

/** The examples that every operation has. */
export const sessionErrorExamples = {
  'authentication-required': ours(
    'anonymous',
    'no live session',
    refuse({ code: 'authentication_required' }),
  ),
  'account-banned': ours(
    'banned',
    'the viewer is banned for good',
    refuse({ code: 'account_banned', reason: 'Ban evasion', expires_at: null }),
  ),
  'account-timed-out': ours(
    'timed_out',
    'the viewer is in a timeout',
    refuse({ code: 'account_timed_out', reason: 'Spam', expires_at: '2026-03-19T13:00:00Z' }),
  ),
  'too-many-requests': unreachable(
    'the address is over its limit',
    'the address would have to be over its limit',
    refuse({ code: 'too_many_requests', retry_after: 30 }),
  ),
  'internal-error': unreachable(
    'the server has a bug',
    'the server would have to have a bug',
    refuse({ code: 'internal_error' }),
  ),
  'service-unavailable': unreachable(
    'the database is full or busy',
    'the database would have to be full or busy',
    refuse({ code: 'service_unavailable' }),
  ),
} as const satisfies Record<string, ErrorExample>;

/** The additional examples of every operation with a body. */
export const bodyErrorExamples = {
  'invalid-request': ours('user', 'the body is no object', refuse({ code: 'invalid_request' })),
  'access-denied': ours(
    'user',
    'the request comes from a foreign origin',
    refuse({ code: 'access_denied' }),
  ),
  'request-too-large': ours(
    'user',
    'the body is over 16 KiB',
    refuse({ code: 'request_too_large' }),
  ),
  'unsupported-media-type': ours(
    'user',
    'the body is no application/json',
    refuse({ code: 'unsupported_media_type' }),
  ),
} as const satisfies Record<string, ErrorExample>;

/** True if an error of an operation has an example. A test checks this for each error. */
export function coversError(examples: Readonly<Record<string, Example>>, code: ErrorCode): boolean {
  return Object.values(examples).some(({ outcome }) => !outcome.ok && outcome.error.code === code);
}
