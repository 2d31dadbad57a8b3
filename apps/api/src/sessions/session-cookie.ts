import { findSessionCookie } from '@portal/contract';
import { isSessionToken } from './session-token.ts';

/** The session token of a `Cookie` header, or undefined when its cookie is missing, repeated or cannot be a token. */
export function findSessionToken(cookieHeader: string | undefined): string | undefined {
  const value = findSessionCookie(cookieHeader);
  return value !== undefined && isSessionToken(value) ? value : undefined;
}
