import type { PortalRouter } from '@portal/contract';
import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { isPortalError, type PortalError } from '../portal-error.ts';

/** A failed call, as `onError` receives it. */
export interface PortalCall {
  /** The tRPC path, such as `users.me`. */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
}

export type OnError = (error: PortalError, call: PortalCall) => void;

/** Reports each call that failed finally, except calls that the caller aborted. */
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
            // If the listener throws, that error must not be lost, and must not replace the error of the call.
            queueMicrotask(() => onError(error, { path: op.path, type: op.type }));
          },
        }),
      );
}
