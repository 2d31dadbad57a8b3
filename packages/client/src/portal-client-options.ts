import type { OnError } from './links/report-link.ts';
import type { Fetch } from './read-answer.ts';
import type { OnSession, SessionOption } from './session.ts';

/** An undefined option counts as not given. */
export interface PortalClientOptions {
  /** The URL of Portal, such as `https://portal.example`. `''` is the page's own origin. */
  readonly url: string | URL;
  /**
   * Outside browsers: a session token, or the `Cookie` header of a visitor. What cannot be a token counts as nobody
   * signed in. In a page, leave it out: the browser sends the cookie.
   */
  readonly session?: SessionOption | undefined;
  /**
   * Outside browsers: gets the session that `authentication.verify` starts, or null when a logout ends it, with the
   * `Set-Cookie` lines to pass on to a visitor.
   */
  readonly onSession?: OnSession | undefined;
  /** The API key of this client: a public key to log users in, or a bot key. */
  readonly apiKey?: string | undefined;
  /** Headers for every request, such as `X-Forwarded-For` and `traceparent`. A function is called before each request. */
  readonly headers?: HeadersOption | undefined;
  /** Timeout of a call in milliseconds, including retries. Default 10000; `Infinity` for no timeout. */
  readonly timeout?: number | undefined;
  /** Number of retries of a read after no response or a 503. Default 2. Updates are never retried. */
  readonly retries?: number | undefined;
  /** Called for every call that failed finally, except aborted ones. */
  readonly onError?: OnError | undefined;
  /** Used instead of the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/** An undefined header is not sent. */
type HeaderValues = Readonly<Record<string, string | undefined>>;
export type HeadersOption = HeaderValues | (() => HeaderValues | Promise<HeaderValues>);

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Patterns, because the `URL` of React Native takes any text. `/trpc` is appended, so no query and no fragment. */
const PATH_PATTERN = /^(\/(?!\/)[^\s?#\\]*)?$/;
const ADDRESS_PATTERN = /^https?:\/\/(\[[\da-f:.]+\]|[^\s?#\\/@:[\]]+)(:\d{1,5})?(\/[^\s?#\\]*)?$/i;
const USER_PATTERN = /^\w+:\/\/[^/]*@/;

/** Throws a TypeError if an option is invalid. */
export function requireOptions(options: PortalClientOptions): void {
  const { url, timeout = 1, retries = 0, apiKey = 'none' } = options;
  requirePlace(String(url));
  // The message does not contain the value, because a bot key is a secret.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new TypeError('apiKey is not a key');
  const isTime = timeout === Number.POSITIVE_INFINITY || (timeout > 0 && timeout <= MAX_TIMEOUT_MS);
  if (!isTime) throw new TypeError(`timeout is not a number of milliseconds: ${timeout}`);
  if (!Number.isInteger(retries) || retries < 0) {
    throw new TypeError(`retries is not a count: ${retries}`);
  }
}

function requirePlace(text: string): void {
  // The message does not contain the value, because it has a password.
  if (USER_PATTERN.test(text)) {
    throw new TypeError('url has a user or a password, which fetch refuses');
  }
  if (!PATH_PATTERN.test(text) && !ADDRESS_PATTERN.test(text)) {
    throw new TypeError(`url is neither an http address nor a path: ${text}`);
  }
}
