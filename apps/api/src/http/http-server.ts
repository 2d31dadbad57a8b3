import type { Server } from 'node:http';
import { promisify } from 'node:util';
import { listen } from '@portal/serving/listen';
import { createServer } from '@portal/serving/node-http';
import type { Logger } from 'pino';
import type { App } from './app.ts';
import { createDrain } from './create-drain.ts';
import { limitConnections } from './limits/connection-limits.ts';
import { createLastRequest } from './limits/last-request.ts';
import { cutSlowReaders } from './limits/slow-readers.ts';
import type { ListenOptions } from './listen-options.ts';
import { createListener } from './listener.ts';
import { answerBelowRouter } from './raw-errors.ts';
import { watchAnswers } from './watch-answers.ts';

const TIMEOUT_CHECK_MS = 1000;

export interface HttpServer {
  /** Where it listens, as a URL without a path. */
  readonly url: string;
  countConnections(): Promise<number>;
  /** Takes no new connection, answers every request it received, and resolves when the last one is answered. */
  close(): Promise<void>;
}

/** Listens, or throws an OperatorError that says what stands in the way. */
export async function startHttpServer(
  app: Pick<App, 'answer'>,
  options: ListenOptions,
  logger: Logger,
): Promise<HttpServer> {
  const server = createLimitedServer(options);
  const answers = watchAnswers(server);
  const drain = createDrain(server, answers);
  const onUnreadable = () => options.onRejected?.('unreadable_host');
  const answer = createListener(app, { logger, onUnreadable });
  const refuse = answerBelowRouter(server, logger, options.onRejected);
  const isSurplus = limitConnections(server, options);
  const isAfterLast = createLastRequest(options.maxRequestsPerConnection);
  cutSlowReaders(server, { ...options, answers, logger });
  server.on('request', (request, response) => {
    if (isSurplus(request.socket)) {
      refuse(request.socket, { code: 'service_unavailable' }, 'TOO_MANY_CONNECTIONS');
    } else if (!isAfterLast(request, response)) {
      answer(request, response);
    }
  });
  server.on('checkExpectation', (...exchange) => server.emit('request', ...exchange));
  const url = await listen(server, options, '--port N or PORT=N');
  const countConnections = promisify(server.getConnections.bind(server));
  return { url, countConnections, close: drain };
}

/** Node ends what is slow to ask by itself, once a second. */
function createLimitedServer(options: ListenOptions): Server {
  return createServer({
    headersTimeout: options.headersTimeoutMs,
    requestTimeout: options.requestTimeoutMs,
    keepAliveTimeout: options.keepAliveTimeoutMs,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    requireHostHeader: false,
  });
}
