import type { PortalRouter } from '@portal/contract';
import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { PortalError } from '../portal-error.ts';

/**
 * Ends a call immediately at its timeout, which includes retries, or if the caller aborts it. tRPC alone would wait
 * for the rest of the batch. The request is aborted when no call of the batch is left.
 */
export function deadlineLink(milliseconds: number): TRPCLink<PortalRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const { signal } = op;
        if (signal?.aborted) return observer.error(createAborted(signal));
        const abort = () => observer.error(createAborted(signal));
        signal?.addEventListener('abort', abort, { once: true });
        const timer = Number.isFinite(milliseconds)
          ? setTimeout(() => observer.error(createTimedOut(milliseconds)), milliseconds)
          : undefined;
        const subscription = next(op).subscribe(observer);
        return () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
          subscription.unsubscribe();
        };
      });
}

function createAborted(signal: AbortSignal | null | undefined): PortalError {
  return new PortalError('aborted', 'The call was aborted', { cause: signal?.reason });
}

function createTimedOut(milliseconds: number): PortalError {
  return new PortalError('timeout', `Portal did not answer within ${milliseconds} ms`);
}
