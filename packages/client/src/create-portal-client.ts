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

/** Every operation of Portal, such as `portal.users.me.query()`; each call rejects with a `PortalError`. */
export type PortalClient = TRPCClient<PortalRouter>;

const ENDPOINT: typeof TRPC_ENDPOINT = '/trpc';
const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_RETRIES = 2;

/**
 * A client of Portal for Node, browsers and workers. Calls made in one tick travel together, with one session:
 * a server that serves many people makes a client for each request. Throws a TypeError when an option can't be right.
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

/** The `fetch` of tRPC's link, which gives it addresses alone: with a session its cookie, without one whatever cookie the browser has. */
function createCall(options: PortalClientOptions) {
  const { session, fetch, onSession } = options;
  // Looked up at each call: MSW replaces the global one, perhaps after the client was made.
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
