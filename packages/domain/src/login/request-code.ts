import { secondsUntil, type Timestamp } from '../timestamp.ts';
import { isPending, type LoginCode } from './login-code.ts';
import type { PlatformIdentity } from './platform-identity.ts';

/** How many codes an address may have pending. Documented. */
export const MAX_PENDING_CODES = 5;

export type CodeRequestDecision<TCode extends LoginCode> =
  | { readonly kind: 'repeat'; readonly code: TCode }
  | { readonly kind: 'create' }
  /** `retry_after` in whole seconds, until the earliest code ends. */
  | { readonly kind: 'too_many'; readonly retry_after: number };

/**
 * What becomes of a request for a web code, by the codes its address asked for before: the pending code of the
 * same identity is answered once more, a sixth pending one is denied.
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
 * Of the web codes of one identity, the one a bot is given next: the newest not yet delivered, else the newest.
 * Undefined when none is pending.
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
