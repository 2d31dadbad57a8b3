import { once } from 'node:events';
import type { Server } from 'node:http';
import { listen, type Place } from '@portal/serving/listen';
import { createServer } from '@portal/serving/node-http';
import { refuseBelowRouter } from '@portal/serving/refuse-below-router';
import { createListener } from './listener.ts';
import type { MockApp } from './mock-app.ts';

/** What is under way gets this long; a mock holds nothing that is worth waiting for. */
const GRACE_MS = 300;
const IDLE_CHECK_MS = 20;

export interface HttpServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens, or throws an OperatorError that says what stands in the way. */
export async function startHttpServer(app: MockApp, place: Place): Promise<HttpServer> {
  const server = createServer({ requireHostHeader: false, joinDuplicateHeaders: true });
  const listener = createListener(app);
  server.on('request', listener);
  server.on('checkExpectation', listener);
  refuseBelowRouter(server);
  const url = await listen(server, place, '--port N, or with --mock-port N of `start`');
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
