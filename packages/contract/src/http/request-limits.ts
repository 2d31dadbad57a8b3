import type { Operation } from '../operations/operation.ts';

/** Requests a minute and client address, unless whoever runs the server sets others. */
export const DEFAULT_REQUESTS_PER_MINUTE = {
  user: 120,
  login: 20,
} as const satisfies Record<Operation['limit'], number>;
