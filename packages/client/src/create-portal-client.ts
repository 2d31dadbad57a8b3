import type { MAX_BATCH_SIZE, PortalRouter, TRPC_ENDPOINT } from '@portal/contract';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';
import { deadlineLink } from './links/deadline-link.ts';
import { type OnError, type PortalCall, reportLink } from './links/report-link.ts';
import { retryReadsLink } from './links/retry-reads-link.ts';
import { translateLink } from './links/translate-link.ts';
import { type Fetch, readAnswer } from './read-answer.ts';
import { createSessionReader, type SessionOption } from './session.ts';

export type { PortalCall };

/** Every operation of Portal, such as `portal.users.me.query()`; each call rejects with a `PortalError`. */
export type PortalClient = TRPCClient<PortalRouter>;

export interface PortalClientOptions {
  /** Where Portal is, such as `https://portal.example`; `''` is the page's own origin. */
  readonly url: string | URL;
  /** The session token, outside browsers; a page leaves it out, and its cookie travels by itself. */
  readonly session?: SessionOption;
  /** Milliseconds a call may take, retries included; 10000 unless told, `Infinity` for no end. */
  readonly timeout?: number;
  /** How often a read is made again after no answer or a 503; 2 unless told. Updates never are. */
  readonly retries?: number;
  /** Hears of every call that failed for good, aborted ones aside. */
  readonly onError?: OnError;
  /** In place of the global `fetch`. */
  readonly fetch?: Fetch;
}

const ENDPOINT: typeof TRPC_ENDPOINT = '/trpc';
const BATCH_SIZE: typeof MAX_BATCH_SIZE = 10;
/** Half of what Portal takes as request line and headers. */
const MAX_URL_LENGTH = 8192;
const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
const DEFAULT_RETRIES = 2;

/**
 * A client of Portal for Node, browsers and workers. Calls made in one tick travel together.
 * Throws a TypeError when an option can't be right.
 *
 * @example
 * const portal = createPortalClient({ url: 'https://portal.example' });
 * const { user, errors } = await portal.users.updateMe.mutate({ username: 'newname' });
 */
export function createPortalClient(options: PortalClientOptions): PortalClient {
  const { onError, timeout = DEFAULT_TIMEOUT_MS, retries = DEFAULT_RETRIES } = options;
  requireOptions(options);
  const batchLink = httpBatchLink<PortalRouter>({
    url: `${String(options.url).replace(/\/+$/, '')}${ENDPOINT}`,
    maxItems: BATCH_SIZE,
    maxURLLength: MAX_URL_LENGTH,
    fetch: createCall(options),
  });
  return createTRPCClient<PortalRouter>({
    links: [
      ...(onError === undefined ? [] : [reportLink(onError)]),
      deadlineLink(timeout),
      retryReadsLink(retries),
      translateLink(),
      batchLink,
    ],
  });
}

/** The `fetch` of tRPC's link: with a session its cookie, without one whatever cookie the browser has. */
function createCall({ session, fetch }: PortalClientOptions) {
  // Looked up at each call: MSW replaces the global one, perhaps after the client was made.
  const send: Fetch = fetch ?? ((url, init) => globalThis.fetch(url, init));
  if (session === undefined) {
    return (url: string, init?: object) =>
      readAnswer(send, url, { ...init, credentials: 'include' });
  }
  const readCookie = createSessionReader(session);
  return async (url: string, init?: { headers?: object }) => {
    const cookie = await readCookie();
    const headers = { ...init?.headers, ...(cookie !== undefined && { cookie }) };
    return readAnswer(send, url, { ...init, headers });
  };
}

function requireOptions({ url, timeout = 1, retries = 0 }: PortalClientOptions): void {
  const text = String(url);
  const isPath = text === '' || /^\/(?!\/)/.test(text);
  if (!isPath && !(URL.canParse(text) && /^https?:/i.test(text))) {
    throw new TypeError(`url is neither an http address nor a path: ${text}`);
  }
  const isTime = timeout === Number.POSITIVE_INFINITY || (timeout > 0 && timeout <= MAX_TIMEOUT_MS);
  if (!isTime) throw new TypeError(`timeout is not a number of milliseconds: ${timeout}`);
  if (!Number.isInteger(retries) || retries < 0) {
    throw new TypeError(`retries is not a count: ${retries}`);
  }
}
