import type { SESSION_COOKIE } from '@portal/contract';
import { PortalError } from './portal-error.ts';

/** A token or a `Cookie` header, or null if nobody is signed in. A function is called before each request. */
export type SessionOption = string | null | (() => SessionSource | Promise<SessionSource>);
type SessionSource = string | null | undefined;

/** `session` is a token, or null after a logout. */
export type OnSession = (session: string | null, setCookies: readonly string[]) => void;

const COOKIE: typeof SESSION_COOKIE = 'psession';
/** The characters of a cookie value (RFC 6265, 4.1.1), with `=` only at the end, because `name=value` is a cookie. */
const TOKEN_PATTERN = /^[\x21\x23-\x2b\x2d-\x3a\x3c\x3e-\x5b\x5d-\x7e]+=*$/;

const SET_COOKIE_PATTERN = new RegExp(`^${COOKIE}=([^;]*)`);

/**
 * Reads the `Cookie` header of each request. It is undefined if nobody is signed in, also if the session cannot be a
 * token, because a visitor may send any cookie. Fails with a PortalError if the function fails.
 */
export function createSessionReader(session: SessionOption): () => Promise<string | undefined> {
  return async () => {
    try {
      const token = findToken(typeof session === 'function' ? await session() : session);
      return token === undefined ? undefined : `${COOKIE}=${token}`;
    } catch (cause) {
      throw new PortalError('session', 'The session of this call could not be read', { cause });
    }
  };
}

/** As Portal does it, two cookies of the name count as none, because another site may have set one. */
function findToken(session: unknown): string | undefined {
  if (typeof session !== 'string') return undefined;
  const pairs = session.split(';').map((pair) => pair.trim());
  const own = pairs.filter((pair) => pair.startsWith(`${COOKIE}=`));
  const token = own[0]?.slice(COOKIE.length + 1) ?? session.trim();
  return own.length < 2 && TOKEN_PATTERN.test(token) ? token : undefined;
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
