import type { SESSION_COOKIE } from '@portal/contract';
import { PortalError } from './portal-error.ts';

/** A token, or the cookie that `portal session issue` prints. A function is called before each request. */
export type SessionOption = string | (() => SessionSource | Promise<SessionSource>);
type SessionSource = string | null | undefined;

/** `session` is a token, or null after a logout. */
export type OnSession = (session: string | null, setCookies: readonly string[]) => void;

const COOKIE: typeof SESSION_COOKIE = 'psession';
/** The characters of a cookie value (RFC 6265, 4.1.1). */
const TOKEN_PATTERN = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;

const SET_COOKIE_PATTERN = new RegExp(`^${COOKIE}=([^;]*)`);

/** Reads the `Cookie` header of each request. Throws a TypeError immediately if a fixed session is invalid. */
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

/** The message does not contain the value, because it is a secret. */
function toCookie(session: string): string {
  const token = session.startsWith(`${COOKIE}=`) ? session.slice(COOKIE.length + 1) : session;
  if (!TOKEN_PATTERN.test(token)) throw new TypeError('session is not a session token');
  return `${COOKIE}=${token}`;
}

/** The session that a response sets, or null if it clears it. Undefined if it does neither, and always in browsers. */
export function findSetSession(setCookies: readonly string[]): string | null | undefined {
  const values = setCookies.flatMap((line) => {
    const [, value] = SET_COOKIE_PATTERN.exec(line) ?? [];
    return value === undefined ? [] : [value];
  });
  // If the cookie has a domain, the server first clears the cookie without a domain.
  const last = values.at(-1);
  return last === '' ? null : last;
}
