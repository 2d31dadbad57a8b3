import type { PortalErrorShape, PortalRouter } from '@portal/contract';
import type { TRPCClientError, TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { isPortalError, PortalError } from '../portal-error.ts';
import type { Answer } from '../read-answer.ts';

/** Converts every error of the later links to a `PortalError`. */
export function translateLink(): TRPCLink<PortalRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => observer.next(value),
          error: (error) => observer.error(toPortalError(error)),
          complete: () => observer.complete(),
        }),
      );
}

function toPortalError(error: TRPCClientError<PortalRouter>): PortalError {
  if (isPortalError(error)) return error;
  const answer = error.meta?.['response'] as Answer | undefined;
  const refusal = answer && findRefusal(error, answer);
  if (refusal !== undefined) return refusal;
  return new PortalError('unexpected', `Not an answer of Portal: ${error.message}`, {
    status: answer?.status,
    cause: error,
  });
}

/** Portal's error for this call, or for the whole request, also for errors below tRPC. */
function findRefusal(
  { shape, message }: TRPCClientError<PortalRouter>,
  answer: Answer,
): PortalError | undefined {
  const { ok, status, retry_after } = answer;
  if (isPortalSchema(shape)) {
    const { httpStatus, correlation_id } = shape.data;
    const details = { status: httpStatus, shape, correlation_id, retry_after };
    return new PortalError('refused', message, details);
  }
  if (ok) return undefined;
  const { error: sentence, correlation_id } = (answer.value ?? {}) as Record<string, unknown>;
  if (typeof sentence !== 'string' || typeof correlation_id !== 'string') return undefined;
  return new PortalError('refused', sentence, { status, correlation_id, retry_after });
}

function isPortalSchema(shape: unknown): shape is PortalErrorShape {
  const { data } = (shape ?? {}) as Partial<PortalErrorShape>;
  return typeof data?.httpStatus === 'number' && typeof data.correlation_id === 'string';
}
