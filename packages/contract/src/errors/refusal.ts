import type { Restriction, Result, Timestamp } from '@portal/domain';
import { type ErrorCode, errorRegistry } from './error-registry.ts';
import type { InputMessage } from './input-messages.ts';

type CodeWithDetail =
  | 'invalid_request'
  | 'account_banned'
  | 'account_timed_out'
  | 'method_not_allowed'
  | 'too_many_requests';

/** Why a request was not served: an error code, with the details that code promises. */
export type Refusal =
  | { readonly code: Exclude<ErrorCode, CodeWithDetail> }
  /** With the message of the first invalid field, if the fault is a field's. */
  | { readonly code: 'invalid_request'; readonly message?: InputMessage }
  | {
      readonly code: 'account_banned' | 'account_timed_out';
      readonly reason: string | null;
      readonly expires_at: Timestamp | null;
    }
  | { readonly code: 'method_not_allowed'; readonly allow: readonly string[] }
  /** `retry_after` in whole seconds. */
  | { readonly code: 'too_many_requests'; readonly retry_after: number };

/** What an operation answers: its value, or why it was refused. */
export type Outcome<TValue> = Result<TValue, Refusal>;

export function refuse(refusal: Refusal): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: refusal };
}

/** What a client is shown: the message of the field that is invalid, or else of the error code. */
export function refusalMessage(refusal: Refusal): string {
  const field = refusal.code === 'invalid_request' ? refusal.message : undefined;
  return field ?? errorRegistry[refusal.code].sentence;
}

/** The refusal that a banned or timed out viewer gets on every endpoint that needs a session. */
export function toRestrictionRefusal(restriction: Restriction): Refusal {
  const { state, reason, expires_at } = restriction;
  return { code: state === 2 ? 'account_banned' : 'account_timed_out', reason, expires_at };
}
