import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { OperatorError } from '../operator-error.ts';
import { answerBelowRouter } from './below-router.ts';
import { deliver, type FetchHandler } from './deliver.ts';
import { respondRefusal } from './respond.ts';

/** What is under way gets this long; a mock holds nothing that is worth waiting for. */
const GRACE_MS = 300;
const IDLE_CHECK_MS = 20;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly overrideGlobalObjects: boolean;
}

export interface HttpServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens, or throws an OperatorError that says what stands in the way. */
export async function startHttpServer(
  fetch: FetchHandler,
  { overrideGlobalObjects, ...where }: ListenOptions,
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
  answerBelowRouter(server);
  await listen(server, where);
  return { url: toUrl(server, where.host), close: () => close(server) };
}

type Where = Pick<ListenOptions, 'host' | 'port'>;

function listen(server: Server, { host, port }: Where): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toOperatorError(error, port)));
    server.listen(port, host, () => resolve());
  });
}

function toOperatorError(error: NodeJS.ErrnoException, port: number): OperatorError {
  const reason =
    error.code === 'EADDRINUSE'
      ? `port ${port} is in use; choose another with --port N`
      : `cannot listen: ${error.message}`;
  return new OperatorError(reason, { cause: error });
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

function toUrl(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
