import type { PortalRouter, TRPC_ENDPOINT } from '@portal/contract';
import { createTRPCClient, type TRPCClient } from '@trpc/client';
import { batchLink } from './links/batch-link.ts';
import { deadlineLink } from './links/deadline-link.ts';
import { reportLink } from './links/report-link.ts';
import { retryReadsLink } from './links/retry-reads-link.ts';
import { translateLink } from './links/translate-link.ts';
import { type PortalClientOptions, requireOptions } from './portal-client-options.ts';
import { type Fetch, readAnswer } from './read-answer.ts';
import { createHeadersReader } from './request-headers.ts';
import { createSessionReader, findSetSession } from './session.ts';

/** Every operation of Portal, such as `portal.users.me.query()`. A failed call rejects with a `PortalError`. */
export type PortalClient = TRPCClient<PortalRouter>;

const ENDPOINT: typeof TRPC_ENDPOINT = '/trpc';
const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_RETRIES = 2;

/**
 * Creates a Portal client for Node, browsers and workers. Calls of one tick are sent together, with one session, so a
 * server with many users creates a client for each request. Throws a TypeError if an option is invalid.
 *
 * @example
 * const portal = createPortalClient({ url: 'https://portal.example' });
 * const { user, errors } = await portal.users.updateMe.mutate({ username: 'newname' });
 */
export function createPortalClient(options: PortalClientOptions): PortalClient {
  requireOptions(options);
  const { url, onError, timeout = DEFAULT_TIMEOUT_MS, retries = DEFAULT_RETRIES } = options;
  const endpoint = `${String(url).replace(/\/+$/, '')}${ENDPOINT}`;
  return createTRPCClient<PortalRouter>({
    links: [
      ...(onError === undefined ? [] : [reportLink(onError)]),
      deadlineLink(timeout),
      retryReadsLink(retries),
      translateLink(),
      batchLink({ url: endpoint, fetch: createCall(options) }),
    ],
  });
}

/** The `fetch` for tRPC's link. It adds the cookie of the session; without a session the browser sends its own cookie. */
function createCall(options: PortalClientOptions) {
  const { session, fetch, onSession } = options;
  // Read at each call, because MSW may replace the global `fetch` after the client was created.
  const send: Fetch = fetch ?? ((url, init) => globalThis.fetch(url, init));
  const readCookie = session === undefined ? undefined : createSessionReader(session);
  const readHeaders = createHeadersReader(options);
  return async (url: unknown, init?: { headers?: object }) => {
    const cookie = await readCookie?.();
    const headers = {
      ...init?.headers,
      ...(await readHeaders()),
      ...(cookie !== undefined && { cookie }),
    };
    const credentials = readCookie === undefined && ({ credentials: 'include' } as const);
    const answer = await readAnswer(send, String(url), { ...init, headers, ...credentials });
    const set = findSetSession(answer.set_cookies);
    if (set !== undefined) onSession?.(set, answer.set_cookies);
    return answer;
  };
}
