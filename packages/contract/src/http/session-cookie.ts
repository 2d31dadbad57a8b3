export const SESSION_COOKIE = 'psession';

/** The value of the session cookie. Undefined if there is none, or more than one, because another site may have set one. */
export function findSessionCookie(cookieHeader: string | null | undefined): string | undefined {
  let found: string | undefined;
  for (const pair of cookieHeader?.split(';') ?? []) {
    const value = readSessionPair(pair.trim());
    if (value === undefined) continue;
    if (found !== undefined) return undefined;
    found = value;
  }
  return found;
}

function readSessionPair(pair: string): string | undefined {
  if (pair === SESSION_COOKIE) return '';
  return pair.startsWith(`${SESSION_COOKIE}=`) ? pair.slice(SESSION_COOKIE.length + 1) : undefined;
}
