import { secondsUntil, type Timestamp } from '../timestamp.ts';
import { isPending, type LoginCode } from './login-code.ts';
import type { PlatformIdentity } from './platform-identity.ts';

/** Pending codes that one client address may have. Documented. */
export const MAX_PENDING_CODES = 5;

export type CodeRequestDecision<TCode extends LoginCode> =
  | { readonly kind: 'repeat'; readonly code: TCode }
  | { readonly kind: 'create' }
  /** `retry_after`: whole seconds until the earliest code expires. */
  | { readonly kind: 'too_many'; readonly retry_after: number };

/**
 * Decides a request for a web code from the earlier codes of its address: a pending code of the same identity is
 * returned again, a sixth pending code is denied.
 */
export function decideCodeRequest<TCode extends LoginCode>(
  codesOfAddress: readonly TCode[],
  identity: PlatformIdentity,
  now: Timestamp,
): CodeRequestDecision<TCode> {
  const pending = codesOfAddress.filter((code) => isPending(code, now));
  const own = pending.find((code) => isCodeOf(code, identity));
  if (own !== undefined) return { kind: 'repeat', code: own };
  if (pending.length < MAX_PENDING_CODES) return { kind: 'create' };
  const earliest = pending.map(({ expires_at }) => secondsUntil(expires_at, now)).sort(byNumber)[0];
  return { kind: 'too_many', retry_after: Math.max(earliest ?? 1, 1) };
}

/**
 * Chooses the web code of an identity that a bot gets next: the newest code that was not delivered, or else the
 * newest. Undefined if no code is pending.
 */
export function chooseWebCode<TCode extends LoginCode>(
  codes: readonly TCode[],
  now: Timestamp,
): TCode | undefined {
  const pending = codes.filter((code) => code.client_address !== '' && isPending(code, now));
  return pending.sort(compareForDelivery)[0];
}

function compareForDelivery(a: LoginCode, b: LoginCode): number {
  const undeliveredFirst = Number(a.is_delivered) - Number(b.is_delivered);
  if (undeliveredFirst !== 0) return undeliveredFirst;
  if (a.created_at !== b.created_at) return a.created_at > b.created_at ? -1 : 1;
  return b.id - a.id;
}

function isCodeOf(code: LoginCode, identity: PlatformIdentity): boolean {
  return code.platform === identity.platform && code.platform_user_id === identity.platform_user_id;
}

function byNumber(a: number, b: number): number {
  return a - b;
}
