import { findSessionCookie, SESSION_COOKIE } from '@portal/contract';
import { isSessionToken } from './session-token.ts';

/** The session token in a `Cookie` header. Undefined if the cookie is missing, repeated or not a token. */
export function findSessionToken(cookieHeader: string | undefined): string | undefined {
  const value = findSessionCookie(cookieHeader);
  return value !== undefined && isSessionToken(value) ? value : undefined;
}

/** Every session token in a `Cookie` header, also from repeated cookies. */
export function findSessionTokens(cookieHeader: string | undefined): readonly string[] {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
  return pairs
    .filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1))
    .filter(isSessionToken);
}
