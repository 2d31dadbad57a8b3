import type { OnError } from './links/report-link.ts';
import type { Fetch } from './read-answer.ts';
import type { SessionOption } from './session.ts';

/** An option that is undefined is one that was not given. */
export interface PortalClientOptions {
  /** Where Portal is, such as `https://portal.example`; `''` is the page's own origin. */
  readonly url: string | URL;
  /** The session token, outside browsers; a page leaves it out, and its cookie travels by itself. */
  readonly session?: SessionOption | undefined;
  /** Milliseconds a call may take, retries included; 10000 unless told, `Infinity` for no end. */
  readonly timeout?: number | undefined;
  /** How often a read is made again after no answer or a 503; 2 unless told. Updates never are. */
  readonly retries?: number | undefined;
  /** Hears of every call that failed for good, aborted ones aside. */
  readonly onError?: OnError | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Throws a TypeError when an option can't be right. */
export function requireOptions({ url, timeout = 1, retries = 0 }: PortalClientOptions): void {
  requirePlace(String(url));
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
