import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { answerBadRequests, createAnswerError, endWithError } from './bad-requests.ts';
import { type ConnectionLimits, limitConnections } from './connections.ts';
import { createNormalizeHost } from './host.ts';
import { createRequestQueue } from './request-queue.ts';
import { createShutdown } from './shutdown.ts';
import { closeSlowClients } from './slow-clients.ts';

const TIMEOUT_CHECK_MS = 1000;
const SHUTDOWN_TIMEOUT_MS = 10_000;

/** Answers a request; Hono's `app.fetch` is one. */
export type Fetch = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

export interface ServeOptions extends ConnectionLimits {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maxRequestsPerConnection?: number;
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  readonly keepAliveTimeoutMs?: number;
  /** How long a client may take to read a response; none is no limit. */
  readonly responseTimeoutMs?: number;
  readonly shutdownTimeoutMs?: number;
}

export interface HttpServer {
  /** The URL it listens on, without a path. */
  readonly url: string;
  countConnections(): Promise<number>;
  /** Takes no new connection, answers every request it received, and resolves when the last one is answered. */
  close(): Promise<void>;
}

/** Serves an app on Node, with limits and answers for all that is below HTTP. Rejects with Node's error if it cannot listen. */
export async function serve(fetch: Fetch, options: ServeOptions): Promise<HttpServer> {
  const { logger, responseTimeoutMs } = options;
  const server = createLimitedServer(options);
  const isOverLimit = limitConnections(server, options);
  const queue = createRequestQueue(
    createListener(fetch, options),
    options.maxRequestsPerConnection ?? 0,
  );
  answerBadRequests(server, queue, options);
  const { responses } = queue;
  if (responseTimeoutMs !== undefined) {
    closeSlowClients(server, { ...options, responses, timeoutMs: responseTimeoutMs });
  }
  const close = createShutdown(server, queue, options.shutdownTimeoutMs ?? SHUTDOWN_TIMEOUT_MS);
  const add = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { socket } = incoming;
    if (!isOverLimit(socket)) return queue.add(incoming, outgoing);
    const refusal = { code: 'service_unavailable' } as const;
    endWithError({ socket, refusal, cause: 'TOO_MANY_CONNECTIONS', logger });
  };
  server.on('request', add);
  server.on('checkExpectation', add);
  await once(server.listen(options.port, options.host), 'listening');
  const countConnections = promisify(server.getConnections.bind(server));
  return { url: toUrl(server, options.host), countConnections, close };
}

function createLimitedServer(options: ServeOptions): Server {
  const { headersTimeoutMs, requestTimeoutMs, keepAliveTimeoutMs } = options;
  return createServer({
    ...(headersTimeoutMs !== undefined && { headersTimeout: headersTimeoutMs }),
    ...(requestTimeoutMs !== undefined && { requestTimeout: requestTimeoutMs }),
    ...(keepAliveTimeoutMs !== undefined && { keepAliveTimeout: keepAliveTimeoutMs }),
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    requireHostHeader: false,
  });
}

function createListener(fetch: Fetch, options: ServeOptions) {
  const normalizeHost = createNormalizeHost();
  const answerError = createAnswerError(options);
  const errorHandler = (error: unknown) => {
    const { status, headers, body } = answerError(error);
    return new Response(body, { status, headers });
  };
  const listener = getRequestListener(fetch as Parameters<typeof getRequestListener>[0], {
    errorHandler,
  });
  return (incoming: IncomingMessage, outgoing: ServerResponse) => {
    try {
      normalizeHost(incoming);
    } catch (error) {
      const { status, headers, body } = answerError(error);
      return void outgoing.writeHead(status, headers).end(body);
    }
    void listener(incoming, outgoing);
  };
}

function toUrl(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
