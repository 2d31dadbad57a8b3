import { SESSION_COOKIE, type SessionCookie } from '@portal/contract';
import type { SessionCookieOptions } from './call.ts';
import type { PortalContext } from './portal-env.ts';

/** Sends the session cookie, or ends it, with the answer. */
export function setSessionCookie(
  c: PortalContext,
  cookie: SessionCookie | undefined,
  { domain, secure = true }: SessionCookieOptions = {},
): void {
  if (cookie === undefined) return;
  const attributes = `HttpOnly${secure ? '; Secure' : ''}; SameSite=Lax`;
  const append = (value: string, maxAge: number, ofDomain = '') => {
    const text = `${SESSION_COOKIE}=${value}; Path=/; Max-Age=${maxAge}${ofDomain}; ${attributes}`;
    c.header('Set-Cookie', text, { append: true });
  };
  const token = cookie === 'clear' ? '' : cookie.token;
  const maxAge = cookie === 'clear' ? 0 : cookie.maxAge;
  // A cookie of this host alone, from before a domain was set, would be a second one of that name.
  if (domain !== undefined) append('', 0);
  append(token, maxAge, domain === undefined ? '' : `; Domain=${domain}`);
}
