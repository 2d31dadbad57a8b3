import type { ErrorCode } from '../src/errors/error-registry.ts';
import type { Refusal } from '../src/errors/refusal.ts';

/** An error as the documentation has it, written a second time. */
export interface ExpectedError {
  readonly code: ErrorCode;
  readonly status: number;
  readonly sentence: string;
  readonly trpc: string;
  /** The JSON-RPC number that tRPC gives its code. */
  readonly number: number;
}

export const expectedErrors: readonly ExpectedError[] = [
  row('invalid_request', [400, 'Invalid request'], ['BAD_REQUEST', -32600]),
  row('authentication_required', [401, 'Authentication required'], ['UNAUTHORIZED', -32001]),
  row('invalid_api_key', [401, 'Invalid API key'], ['UNAUTHORIZED', -32001]),
  row('invalid_code', [401, 'Invalid or expired code'], ['UNAUTHORIZED', -32001]),
  row('account_banned', [403, 'Account is banned'], ['FORBIDDEN', -32003]),
  row('account_timed_out', [403, 'Account is timed out'], ['FORBIDDEN', -32003]),
  row('access_denied', [403, 'Access denied'], ['FORBIDDEN', -32003]),
  row('web_login_required', [403, 'Web login required'], ['FORBIDDEN', -32003]),
  row('user_not_found', [404, 'User not found'], ['NOT_FOUND', -32004]),
  row('session_not_found', [404, 'Session not found'], ['NOT_FOUND', -32004]),
  row('not_found', [404, 'Not found'], ['NOT_FOUND', -32004]),
  row('method_not_allowed', [405, 'Method not allowed'], ['METHOD_NOT_SUPPORTED', -32005]),
  row('request_timeout', [408, 'Request timeout'], ['TIMEOUT', -32008]),
  row('request_too_large', [413, 'Request too large'], ['PAYLOAD_TOO_LARGE', -32013]),
  row(
    'unsupported_media_type',
    [415, 'Content type must be application/json'],
    ['UNSUPPORTED_MEDIA_TYPE', -32015],
  ),
  row('too_many_requests', [429, 'Too many requests'], ['TOO_MANY_REQUESTS', -32029]),
  row('headers_too_large', [431, 'Request too large'], ['PAYLOAD_TOO_LARGE', -32013]),
  row('internal_error', [500, 'Internal server error'], ['INTERNAL_SERVER_ERROR', -32603]),
  row('service_unavailable', [503, 'Service unavailable'], ['SERVICE_UNAVAILABLE', -32603]),
];

function row(
  code: ErrorCode,
  [status, sentence]: readonly [number, string],
  [trpc, number]: readonly [string, number],
): ExpectedError {
  return { code, status, sentence, trpc, number };
}

/** A refusal of each code, with the details that some of them promise. */
export function toExampleRefusal(code: ErrorCode): Refusal {
  switch (code) {
    case 'account_banned':
      return { code, reason: 'Spam', expires_at: null };
    case 'account_timed_out':
      return { code, reason: null, expires_at: '2026-03-19T13:00:00Z' };
    case 'method_not_allowed':
      return { code, allow: ['GET', 'HEAD'] };
    case 'too_many_requests':
      return { code, retry_after: 30 };
    default:
      return { code };
  }
}

/** What a refusal of each code tells beside its sentence. */
export const expectedContext: Readonly<Partial<Record<ErrorCode, object>>> = {
  account_banned: { reason: 'Spam', expires_at: null },
  account_timed_out: { reason: null, expires_at: '2026-03-19T13:00:00Z' },
};

export const expectedHeaders: Readonly<Partial<Record<ErrorCode, object>>> = {
  method_not_allowed: { Allow: 'GET, HEAD' },
  too_many_requests: { 'Retry-After': '30' },
};
