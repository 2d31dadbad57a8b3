import type { RequestTier } from '../operations/operation.ts';

/** Default number of requests a minute for a client address or a bot. The operator can change it. */
export const DEFAULT_REQUESTS_PER_MINUTE = {
  user: 120,
  login: 20,
  bot: 600,
} as const satisfies Record<RequestTier, number>;

/** Maximum size of a request body in bytes. */
export const MAX_BODY_SIZE = 16 * 1024;

/** The path below which tRPC is served. */
export const TRPC_ENDPOINT = '/trpc';

/** Maximum number of calls in one tRPC batch. A larger batch is refused whole. */
export const MAX_BATCH_SIZE = 10;
