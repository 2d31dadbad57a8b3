import { errorRegistry } from './error-registry.ts';
import { type Refusal, refusalMessage } from './refusal.ts';

/** An error as REST sends it. The correlation id is also in the header `X-Correlation-Id`. */
export interface ErrorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
}

/** The body of every response that is not 2xx. For restricted accounts it has `reason` and `expires_at`. */
export interface ErrorBody {
  readonly error: string;
  readonly correlation_id: string;
  readonly reason?: string | null;
  readonly expires_at?: string | null;
}

export function toErrorReply(refusal: Refusal, correlationId: string): ErrorReply {
  const { status } = errorRegistry[refusal.code];
  const error = refusalMessage(refusal);
  return {
    status,
    headers: refusalHeaders(refusal),
    body: { error, correlation_id: correlationId, ...refusalContext(refusal) },
  };
}

/** The headers of an error: `Allow`, `Retry-After`. */
export function refusalHeaders(refusal: Refusal): Record<string, string> {
  if (refusal.code === 'method_not_allowed') return { Allow: refusal.allow.join(', ') };
  if (refusal.code === 'too_many_requests') return { 'Retry-After': String(refusal.retry_after) };
  return {};
}

/** The fields of an error beside its message. */
export function refusalContext(refusal: Refusal): Pick<ErrorBody, 'reason' | 'expires_at'> {
  if (refusal.code !== 'account_banned' && refusal.code !== 'account_timed_out') return {};
  return { reason: refusal.reason, expires_at: refusal.expires_at };
}
