import type { PortalRouter } from '@portal/contract';
import { retryLink, type TRPCLink } from '@trpc/client';
import { isPortalError } from '../portal-error.ts';

const FIRST_DELAY_MS = 200;
const MAX_DELAY_MS = 5000;

/**
 * Retries a read if there was no response or a 503, after 0.2, 0.4, 0.8 … 5 s, each up to half longer or shorter.
 * A mutation is never retried, because it may have been stored.
 */
export function retryReadsLink(retries: number): TRPCLink<PortalRouter> {
  // One random factor per client: clients retry at different times, the calls of one batch together.
  const spread = 0.5 + Math.random();
  return retryLink({
    retry: ({ op, error, attempts }) =>
      op.type === 'query' && attempts <= retries && isPassing(error),
    retryDelayMs: (attempts) =>
      Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS) * spread,
  });
}

function isPassing(error: unknown): boolean {
  return isPortalError(error) && (error.kind === 'network' || error.status === 503);
}
