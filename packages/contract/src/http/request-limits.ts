import type { RequestTier } from '../operations/operation.ts';

/** Requests a minute, of a client address or of a bot; whoever runs the server may set others. */
export const DEFAULT_REQUESTS_PER_MINUTE = {
  user: 120,
  login: 20,
  bot: 600,
} as const satisfies Record<RequestTier, number>;
