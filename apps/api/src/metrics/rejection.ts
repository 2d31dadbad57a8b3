import type { ErrorCode } from '@portal/contract';

/** Why something was turned away before any operation could answer it: errors of the contract, and what never became a request. */
export const REJECTIONS = [
  'invalid_request',
  'access_denied',
  'request_too_large',
  'unsupported_media_type',
  'too_many_requests',
  'headers_too_large',
  'request_timeout',
  'bad_framing',
  'tunnel',
  'connection_limit',
  'slow_reader',
  'unreadable_host',
] as const;

export type Rejection = (typeof REJECTIONS)[number];

/** Undefined for the errors that are answers, such as a name that no user has. */
export function findRejection(code: ErrorCode): Rejection | undefined {
  return REJECTIONS.find((reason) => reason === code);
}
