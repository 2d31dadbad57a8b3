import { isSessionToken } from './session-token.ts';

export const SESSION_COOKIE = 'psession';

/**
 * The session token of a `Cookie` header, or undefined when there is none to rely on: no such cookie,
 * a value that cannot be a token, or more than one, which somebody else may have put there.
 */
export function findSessionToken(cookieHeader: string | undefined): string | undefined {
  if (cookieHeader === undefined) return undefined;
  const values = cookieHeader.split(';').flatMap((pair) => {
    const [name, ...value] = pair.trim().split('=');
    return name === SESSION_COOKIE ? [value.join('=')] : [];
  });
  const [token] = values;
  return values.length === 1 && token !== undefined && isSessionToken(token) ? token : undefined;
}
