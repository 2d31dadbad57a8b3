export const SESSION_COOKIE = 'psession';

/** The value of the session cookie; undefined when there is none, or more than one, which others may have put there. */
export function findSessionCookie(cookieHeader: string | null | undefined): string | undefined {
  const values = (cookieHeader ?? '').split(';').flatMap((pair) => {
    const [name, ...value] = pair.trim().split('=');
    return name === SESSION_COOKIE ? [value.join('=')] : [];
  });
  return values.length === 1 ? values[0] : undefined;
}
