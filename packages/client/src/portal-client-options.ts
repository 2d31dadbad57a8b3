import type { OnError } from './links/report-link.ts';
import type { Fetch } from './read-answer.ts';
import type { OnSession, SessionOption } from './session.ts';

/** An option that is undefined is one that was not given. */
export interface PortalClientOptions {
  /** Where Portal is, such as `https://portal.example`; `''` is the page's own origin. */
  readonly url: string | URL;
  /** The session token, outside browsers; a page leaves it out, and its cookie travels by itself. */
  readonly session?: SessionOption | undefined;
  /**
   * Outside browsers: receives the session that `authentication.verify` makes, and null when a logout ends it, with
   * the `Set-Cookie` lines to pass on to a visitor.
   */
  readonly onSession?: OnSession | undefined;
  /** Portal's key of this client: a public key to log people in, or a bot's key. */
  readonly apiKey?: string | undefined;
  /** Headers of every request, such as `X-Forwarded-For` and `traceparent`; a function is asked before each. */
  readonly headers?: HeadersOption | undefined;
  /** Milliseconds a call may take, retries included; 10000 unless told, `Infinity` for no end. */
  readonly timeout?: number | undefined;
  /** How often a read is made again after no answer or a 503; 2 unless told. Updates never are. */
  readonly retries?: number | undefined;
  /** Hears of every call that failed for good, aborted ones aside. */
  readonly onError?: OnError | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/** A header that is undefined is left out. */
type HeaderValues = Readonly<Record<string, string | undefined>>;
export type HeadersOption = HeaderValues | (() => HeaderValues | Promise<HeaderValues>);

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Throws a TypeError when an option can't be right. */
export function requireOptions(options: PortalClientOptions): void {
  const { url, timeout = 1, retries = 0, apiKey = 'none' } = options;
  requirePlace(String(url));
  // The value stays out of the message: a bot's key is a secret.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new TypeError('apiKey is not a key');
  const isTime = timeout === Number.POSITIVE_INFINITY || (timeout > 0 && timeout <= MAX_TIMEOUT_MS);
  if (!isTime) throw new TypeError(`timeout is not a number of milliseconds: ${timeout}`);
  if (!Number.isInteger(retries) || retries < 0) {
    throw new TypeError(`retries is not a count: ${retries}`);
  }
}

function requirePlace(text: string): void {
  const isPath = text === '' || /^\/(?!\/)/.test(text);
  const isAddress = /^https?:\/\//i.test(text) && URL.canParse(text);
  // `/trpc` is put behind it: after a query, a fragment or a space it would name nothing.
  if (!(isPath || isAddress) || /[\s?#\\]/.test(text)) {
    throw new TypeError(`url is neither an http address nor a path: ${text}`);
  }
  const { username, password } = isAddress ? new URL(text) : { username: '', password: '' };
  if (username !== '' || password !== '') {
    throw new TypeError('url has a user or a password, which fetch refuses');
  }
}
