import type { RequestTier } from '../operations/operation.ts';

/** Default number of requests a minute for a client address or a bot. The operator can change it. */
export const DEFAULT_REQUESTS_PER_MINUTE = {
  user: 120,
  login: 20,
  bot: 600,
} as const satisfies Record<RequestTier, number>;
