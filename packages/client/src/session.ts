import type { SESSION_COOKIE } from '@portal/contract';
import { PortalError } from './portal-error.ts';

/** A token, or the cookie as `portal session issue` prints it; a function is asked before each request. */
export type SessionOption = string | (() => SessionSource | Promise<SessionSource>);
type SessionSource = string | null | undefined;

/** `session` is a token, or null when there is none any more. */
export type OnSession = (session: string | null, setCookies: readonly string[]) => void;

const COOKIE: typeof SESSION_COOKIE = 'psession';
/** What a cookie's value may hold (RFC 6265, 4.1.1). */
const TOKEN_PATTERN = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;

const SET_COOKIE_PATTERN = new RegExp(`^${COOKIE}=([^;]*)`);

/** Gives the `Cookie` header of each request; throws a TypeError at once when a fixed session can't be one. */
export function createSessionReader(session: SessionOption): () => Promise<string | undefined> {
  if (typeof session === 'string') {
    const cookie = toCookie(session);
    return async () => cookie;
  }
  return async () => {
    try {
      const current = await session();
      return current == null ? undefined : toCookie(current);
    } catch (cause) {
      throw new PortalError('session', 'The session of this call could not be read', { cause });
    }
  };
}

/** The value stays out of the message: it is a secret. */
function toCookie(session: string): string {
  const token = session.startsWith(`${COOKIE}=`) ? session.slice(COOKIE.length + 1) : session;
  if (!TOKEN_PATTERN.test(token)) throw new TypeError('session is not a session token');
  return `${COOKIE}=${token}`;
}

/** The session that an answer sets, null when it clears it; undefined when it does neither, and always in browsers. */
export function findSetSession(setCookies: readonly string[]): string | null | undefined {
  const values = setCookies.flatMap((line) => {
    const [, value] = SET_COOKIE_PATTERN.exec(line) ?? [];
    return value === undefined ? [] : [value];
  });
  // Where the cookie has a domain, the one of the host alone is cleared first.
  const last = values.at(-1);
  return last === '' ? null : last;
}
