import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';

/** One kind of error: HTTP status, tRPC code, the message on both transports, and the condition for it. */
export interface ErrorDefinition {
  readonly status: number;
  readonly trpc: TRPC_ERROR_CODE_KEY;
  readonly sentence: string;
  readonly when: string;
}

/** Every error that a client can get. Codes are internal; clients see the status and the message. */
export const errorRegistry = {
  invalid_request: {
    status: 400,
    trpc: 'BAD_REQUEST',
    sentence: 'Invalid request',
    when: 'the body is not JSON or not an object, or the request target is malformed',
  },
  authentication_required: {
    status: 401,
    trpc: 'UNAUTHORIZED',
    sentence: 'Authentication required',
    when: 'there is no valid session: the cookie is missing, malformed, sent twice, unknown, expired or ended',
  },
  invalid_api_key: {
    status: 401,
    trpc: 'UNAUTHORIZED',
    sentence: 'Invalid API key',
    when: '`X-API-Key` is missing, unknown, revoked or a key of the other kind',
  },
  invalid_code: {
    status: 401,
    trpc: 'UNAUTHORIZED',
    sentence: 'Invalid or expired code',
    when: 'the login code is unknown, used, expired or was requested from another address',
  },
  account_banned: {
    status: 403,
    trpc: 'FORBIDDEN',
    sentence: 'Account is banned',
    when: 'the viewer is banned; `reason` and `expires_at` say why and until when',
  },
  account_timed_out: {
    status: 403,
    trpc: 'FORBIDDEN',
    sentence: 'Account is timed out',
    when: 'the viewer has an active timeout; `reason` and `expires_at` say why and until when',
  },
  access_denied: {
    status: 403,
    trpc: 'FORBIDDEN',
    sentence: 'Access denied',
    when: 'a POST comes from an origin that is neither this one nor an allowed one, or the bot of the key may not do this',
  },
  web_login_required: {
    status: 403,
    trpc: 'FORBIDDEN',
    sentence: 'Web login required',
    when: 'too many logins in a row were made with codes of a bot',
  },
  user_not_found: {
    status: 404,
    trpc: 'NOT_FOUND',
    sentence: 'User not found',
    when: 'no user has this name, or the name breaks the rules for names',
  },
  session_not_found: {
    status: 404,
    trpc: 'NOT_FOUND',
    sentence: 'Session not found',
    when: 'the viewer has no valid session with this suffix',
  },
  not_found: {
    status: 404,
    trpc: 'NOT_FOUND',
    sentence: 'Not found',
    when: 'there is no such route or procedure',
  },
  method_not_allowed: {
    status: 405,
    trpc: 'METHOD_NOT_SUPPORTED',
    sentence: 'Method not allowed',
    when: 'the path exists, but not with this method; `Allow` lists the methods',
  },
  request_timeout: {
    status: 408,
    trpc: 'TIMEOUT',
    sentence: 'Request timeout',
    when: 'the request did not arrive in time',
  },
  request_too_large: {
    status: 413,
    trpc: 'PAYLOAD_TOO_LARGE',
    sentence: 'Request too large',
    when: 'the body is over 16 KiB',
  },
  unsupported_media_type: {
    status: 415,
    trpc: 'UNSUPPORTED_MEDIA_TYPE',
    sentence: 'Content type must be application/json',
    when: 'a POST has another content type, another charset than UTF-8, or a content encoding',
  },
  too_many_requests: {
    status: 429,
    trpc: 'TOO_MANY_REQUESTS',
    sentence: 'Too many requests',
    when: 'the client address is over its limit; `Retry-After` gives the seconds to wait',
  },
  headers_too_large: {
    status: 431,
    trpc: 'PAYLOAD_TOO_LARGE',
    sentence: 'Request too large',
    when: 'the request line and headers are over 16 KiB',
  },
  internal_error: {
    status: 500,
    trpc: 'INTERNAL_SERVER_ERROR',
    sentence: 'Internal server error',
    when: 'a bug in the server; the response has only the correlation id, so that you can report it',
  },
  service_unavailable: {
    status: 503,
    trpc: 'SERVICE_UNAVAILABLE',
    sentence: 'Service unavailable',
    when: 'the database is full or busy, or the server is shutting down or has too many connections',
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorRegistry;
