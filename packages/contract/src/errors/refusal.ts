import type { Restriction, Result, Timestamp } from '@portal/domain';
import { type ErrorCode, errorRegistry } from './error-registry.ts';
import type { InputMessage } from './input-messages.ts';

type CodeWithDetail =
  | 'invalid_request'
  | 'account_banned'
  | 'account_timed_out'
  | 'method_not_allowed'
  | 'too_many_requests';

/** The reason why a request failed: an error code, with the details of that code. */
export type Refusal =
  | { readonly code: Exclude<ErrorCode, CodeWithDetail> }
  /** With the message of the first invalid field, if a field is invalid. */
  | { readonly code: 'invalid_request'; readonly message?: InputMessage }
  | {
      readonly code: 'account_banned' | 'account_timed_out';
      readonly reason: string | null;
      readonly expires_at: Timestamp | null;
    }
  | { readonly code: 'method_not_allowed'; readonly allow: readonly string[] }
  /** `retry_after` in whole seconds. */
  | { readonly code: 'too_many_requests'; readonly retry_after: number };

/** The result of an operation: its value or its failure. */
export type Outcome<TValue> = Result<TValue, Refusal>;

export function refuse(refusal: Refusal): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: refusal };
}

/** The message for the client: of the invalid field, or else of the error code. */
export function refusalMessage(refusal: Refusal): string {
  const field = refusal.code === 'invalid_request' ? refusal.message : undefined;
  return field ?? errorRegistry[refusal.code].sentence;
}

/** The failure for a banned or timed out viewer on every endpoint that needs a session. */
export function toRestrictionRefusal(restriction: Restriction): Refusal {
  const { state, reason, expires_at } = restriction;
  return { code: state === 2 ? 'account_banned' : 'account_timed_out', reason, expires_at };
}
