import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';

/** One kind of error: its HTTP status, its tRPC code, the sentence both transports carry, and when it is sent. */
export interface ErrorDefinition {
  readonly status: number;
  readonly trpc: TRPC_ERROR_CODE_KEY;
  readonly sentence: string;
  readonly when: string;
}

/** Every error a client can meet. Codes are for code; clients see the status and the sentence. */
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
    when: 'no live session: the cookie is missing, malformed, sent twice, unknown, expired or ended',
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
    when: 'the login code is unknown, spent, expired or was asked for from another address',
  },
  account_banned: {
    status: 403,
    trpc: 'FORBIDDEN',
    sentence: 'Account is banned',
    when: 'the viewer is banned; `reason` and `expires_at` tell why and until when',
  },
  account_timed_out: {
    status: 403,
    trpc: 'FORBIDDEN',
    sentence: 'Account is timed out',
    when: 'the viewer is in a running timeout; `reason` and `expires_at` tell why and until when',
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
    when: 'no user has that name, or could have it',
  },
  session_not_found: {
    status: 404,
    trpc: 'NOT_FOUND',
    sentence: 'Session not found',
    when: 'no live session of the viewer has that suffix',
  },
  not_found: {
    status: 404,
    trpc: 'NOT_FOUND',
    sentence: 'Not found',
    when: 'no such route or procedure',
  },
  method_not_allowed: {
    status: 405,
    trpc: 'METHOD_NOT_SUPPORTED',
    sentence: 'Method not allowed',
    when: 'the path is known and the method is not; `Allow` lists the methods',
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
    when: 'the client address is over its limit; `Retry-After` tells the seconds to wait',
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
    when: 'a bug; nothing of it is told but the correlation id to report it with',
  },
  service_unavailable: {
    status: 503,
    trpc: 'SERVICE_UNAVAILABLE',
    sentence: 'Service unavailable',
    when: 'the database is full or busy, or the server is draining or has too many connections',
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorRegistry;
