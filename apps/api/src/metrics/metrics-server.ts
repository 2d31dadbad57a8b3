import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Refusal, toErrorReply } from '@portal/contract';
import { toUrl } from '@portal/serving/listen';
import { OperatorError } from '@portal/serving/operator-error';
import type { Registry } from '@prometheus-io/client';

const TIMEOUT_MS = 5000;
const MAX_CONNECTIONS = 16;

export interface MetricsServer {
  /** Where the metrics are. */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on a port of its own, so that no public one ever has the metrics; throws an OperatorError when it cannot. */
export async function startMetricsServer(
  registry: Registry,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const limits = { headersTimeout: TIMEOUT_MS, requestTimeout: TIMEOUT_MS };
  const server = createServer(limits, (request, response) => {
    answer(registry, request, response).catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening').catch((error: Error) => {
    throw new OperatorError(`cannot serve metrics: ${error.message}`, { cause: error });
  });
  return {
    url: `${toUrl(server, host)}/metrics`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  registry: Registry,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (url !== '/metrics') return refuse(response, { code: 'not_found' });
  if (method !== 'GET' && method !== 'HEAD') {
    return refuse(response, { code: 'method_not_allowed', allow: ['GET', 'HEAD'] });
  }
  const text = await registry.metrics();
  response.writeHead(200, { 'Content-Type': registry.contentType });
  response.end(method === 'HEAD' ? '' : text);
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  const { status, headers, body } = toErrorReply(refusal, randomUUID());
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json',
    'X-Correlation-Id': body.correlation_id,
  });
  response.end(JSON.stringify(body));
}
