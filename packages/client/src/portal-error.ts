import type { ErrorCode, errorRegistry, PortalErrorShape, PortalRouter } from '@portal/contract';
import { TRPCClientError } from '@trpc/client';

/**
 * What kept a call from succeeding: `refused` is an answer of Portal, `unexpected` an answer of something else
 * (a proxy's page), `network` no answer, `timeout` none in time, `aborted` the caller's own signal,
 * `session` a `session` option that failed.
 */
export type PortalErrorKind =
  | 'refused'
  | 'unexpected'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'session';

/** The sentence of an error, as the contract's registry has it. */
export type ErrorSentence = (typeof errorRegistry)[ErrorCode]['sentence'];

export interface PortalErrorDetails {
  readonly status?: number | undefined;
  readonly shape?: PortalErrorShape | undefined;
  readonly correlation_id?: string | undefined;
  /** Seconds. */
  readonly retry_after?: number | undefined;
  readonly cause?: unknown;
}

/** An error as plain values. */
export type PortalErrorFacts = Pick<
  PortalError,
  'name' | 'message' | 'kind' | 'status' | 'sentence' | 'correlation_id' | 'retry_after' | 'data'
>;

/** Registered, so that two copies of this package in one page know each other's errors. */
const BRAND = Symbol.for('@portal/client/PortalError');

/**
 * The error of every call that did not succeed. A `TRPCClientError`, so whatever handles those takes it;
 * `data` has `reason` and `expires_at` of restricted accounts.
 */
export class PortalError extends TRPCClientError<PortalRouter> {
  readonly kind: PortalErrorKind;
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** The sentence of Portal's refusal, which is the `message` too; null when Portal refused nothing. */
  readonly sentence: ErrorSentence | null;
  /** Names the request in Portal's log: quote it in a report. */
  readonly correlation_id: string | null;
  /** Seconds to wait, with a 429. */
  readonly retry_after: number | null;

  constructor(kind: PortalErrorKind, message: string, details: PortalErrorDetails = {}) {
    const { shape } = details;
    super(message, {
      cause: details.cause as Error,
      ...(shape && { result: { error: shape } }),
    });
    // The base class makes every subclass its own.
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

  /** For a log or another thread: cloned as it is, an error keeps no more than its message. */
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

/** Whether a call of a client threw this. */
export function isPortalError(error: unknown): error is PortalError {
  return typeof error === 'object' && error !== null && BRAND in error;
}
