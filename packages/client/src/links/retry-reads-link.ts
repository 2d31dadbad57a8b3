import type { PortalRouter } from '@portal/contract';
import { retryLink, type TRPCLink } from '@trpc/client';
import { isPortalError } from '../portal-error.ts';

const FIRST_DELAY_MS = 200;
const MAX_DELAY_MS = 5000;

/**
 * Makes a read again when there was no answer or a 503, after 0.2, 0.4, 0.8 … 5 s, half as much up or down.
 * A mutation is never repeated: it may have been stored.
 */
export function retryReadsLink(retries: number): TRPCLink<PortalRouter> {
  // One factor for a client's life: clients come back apart, the calls of one batch together.
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
