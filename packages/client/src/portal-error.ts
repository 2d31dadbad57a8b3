import type { ErrorCode, errorRegistry, PortalErrorShape, PortalRouter } from '@portal/contract';
import { TRPCClientError } from '@trpc/client';

/**
 * Why a call failed. `refused`: Portal returned an error. `unexpected`: the response is not from Portal (a proxy's
 * page). `network`: no response. `timeout`: no response in time. `aborted`: the caller's signal. `session`: the
 * `session` option failed.
 */
export type PortalErrorKind =
  | 'refused'
  | 'unexpected'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'session';

/** The message of an error in the contract's registry. */
export type ErrorSentence = (typeof errorRegistry)[ErrorCode]['sentence'];

export interface PortalErrorDetails {
  readonly status?: number | undefined;
  readonly shape?: PortalErrorShape | undefined;
  readonly correlation_id?: string | undefined;
  /** Seconds. */
  readonly retry_after?: number | undefined;
  readonly cause?: unknown;
}

/** The plain values of an error. */
export type PortalErrorFacts = Pick<
  PortalError,
  'name' | 'message' | 'kind' | 'status' | 'sentence' | 'correlation_id' | 'retry_after' | 'data'
>;

/** A registered symbol, so that two copies of this package in one page recognise each other's errors. */
const BRAND = Symbol.for('@portal/client/PortalError');

/**
 * The error of every failed call. It is a `TRPCClientError`, so code for those handles it too. For a restricted
 * account, `data` has `reason` and `expires_at`.
 */
export class PortalError extends TRPCClientError<PortalRouter> {
  readonly kind: PortalErrorKind;
  /** The HTTP status. Null if there was no response. */
  readonly status: number | null;
  /** The message of Portal's error, the same as `message`. Null if the error is not from Portal. */
  readonly sentence: ErrorSentence | null;
  /** The id of the request in Portal's log. Include it in a report. */
  readonly correlation_id: string | null;
  /** Seconds to wait, with a 429. */
  readonly retry_after: number | null;

  constructor(kind: PortalErrorKind, message: string, details: PortalErrorDetails = {}) {
    const { shape } = details;
    super(message, {
      cause: details.cause as Error,
      ...(shape && { result: { error: shape } }),
    });
    // The base class resets the prototype of every subclass.
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = 'PortalError';
    this.kind = kind;
    this.status = details.status ?? null;
    this.sentence = kind === 'refused' ? (message as ErrorSentence) : null;
    this.correlation_id = details.correlation_id ?? null;
    this.retry_after = details.retry_after ?? null;
  }

  get [BRAND](): true {
    return true;
  }

  /** For a log or another thread. A structured clone of an error keeps only its message. */
  toJSON(): PortalErrorFacts {
    const { name, message, kind, status, sentence, correlation_id, retry_after, data } = this;
    return {
      name,
      message,
      kind,
      status,
      sentence,
      correlation_id,
      retry_after,
      data: data ?? null,
    };
  }
}

/** True if a call of a client threw this error. */
export function isPortalError(error: unknown): error is PortalError {
  return typeof error === 'object' && error !== null && BRAND in error;
}
