import { findSessionCookie, SESSION_COOKIE } from '@portal/contract';
import { isSessionToken } from './session-token.ts';

/** The session token of a `Cookie` header, or undefined when its cookie is missing, repeated or cannot be a token. */
export function findSessionToken(cookieHeader: string | undefined): string | undefined {
  const value = findSessionCookie(cookieHeader);
  return value !== undefined && isSessionToken(value) ? value : undefined;
}

/** Every session token of a `Cookie` header, repeated cookies too. */
export function findSessionTokens(cookieHeader: string | undefined): readonly string[] {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
  return pairs
    .filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1))
    .filter(isSessionToken);
}
