import type { PortalRouter } from '@portal/contract';
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  type TRPCClient,
} from '@trpc/client';
import type { HttpHandler } from 'msw/http';
import { type SetupServer, setupServer } from 'msw/node';

/** A host that exists nowhere. */
export const HOST = 'https://portal.example';

/** MSW in Node, until the end of the test; what no handler answers fails. */
export function intercept(...handlers: readonly HttpHandler[]): SetupServer & Disposable {
  const server = setupServer(...handlers);
  server.listen({
    onUnhandledFrame({ frame }) {
      const { request } = frame.data as { readonly request: Request };
      throw new Error(`nobody answers ${request.method} ${request.url}`);
    },
  });
  return Object.assign(server, { [Symbol.dispose]: () => server.close() });
}

/** The status of an answer and the example it names. */
export async function fetchServed(
  path: string,
  init: RequestInit = {},
): Promise<readonly [status: number, served: string | null]> {
  const response = await fetch(`${HOST}${path}`, init);
  await response.arrayBuffer();
  return [response.status, response.headers.get('mock-example')];
}

const url = `${HOST}/trpc`;

/** A typed client on the real `fetch` for each link tRPC has over HTTP. */
export const fetchingClients: readonly (readonly [
  name: string,
  create: () => TRPCClient<PortalRouter>,
])[] = [
  ['httpLink', () => createTRPCClient({ links: [httpLink({ url })] })],
  ['httpBatchLink', () => createTRPCClient({ links: [httpBatchLink({ url })] })],
  ['httpBatchStreamLink', () => createTRPCClient({ links: [httpBatchStreamLink({ url })] })],
];
