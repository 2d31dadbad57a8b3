import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { listen, type Place } from '@portal/serving/listen';
import { refuseBelowRouter } from '@portal/serving/refuse-below-router';
import { deliver, type FetchHandler } from './deliver.ts';
import { respondRefusal } from './respond.ts';

/** What is under way gets this long; a mock holds nothing that is worth waiting for. */
const GRACE_MS = 300;
const IDLE_CHECK_MS = 20;

export interface ListenOptions extends Place {
  readonly overrideGlobalObjects: boolean;
}

export interface HttpServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens, or throws an OperatorError that says what stands in the way. */
export async function startHttpServer(
  fetch: FetchHandler,
  { overrideGlobalObjects, ...place }: ListenOptions,
): Promise<HttpServer> {
  const server = createServer({ requireHostHeader: false });
  const listener = getRequestListener(
    // An HTTP/1 server has no other kind of answer.
    (request: Request, { outgoing }) => deliver(fetch, request, outgoing as ServerResponse),
    {
      overrideGlobalObjects,
      // Reached only by what makes no request: its Host header is missing or makes no URL.
      errorHandler: () => respondRefusal({ code: 'invalid_request' }),
    },
  );
  server.on('request', listener);
  server.on('checkExpectation', listener);
  refuseBelowRouter(server);
  const url = await listen(server, place, '--port N');
  return { url, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(deadline);
}
