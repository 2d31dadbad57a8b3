import type { PortalRouter } from '@portal/contract';
import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { isPortalError, type PortalError } from '../portal-error.ts';

/** One call, as `onError` hears of it. */
export interface PortalCall {
  /** What tRPC calls it, such as `users.me`. */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
}

export type OnError = (error: PortalError, call: PortalCall) => void;

/** Tells of each call that failed for good; an aborted one was its caller's wish. */
export function reportLink(onError: OnError): TRPCLink<PortalRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error(error) {
            observer.error(error);
            if (!isPortalError(error) || error.kind === 'aborted') return;
            // What a listener throws is its own failure, and must not be lost in the call's.
            queueMicrotask(() => onError(error, { path: op.path, type: op.type }));
          },
        }),
      );
}
