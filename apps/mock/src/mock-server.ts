import { type HttpServer, type ServeOptions, serve } from '@portal/server/node';
import { toListenError } from '@portal/serving/listen';
import type { MockServerOptions } from './cli/command-options.ts';
import { createMockApp } from './mock-app.ts';

/** What is under way gets this long; a mock holds nothing that is worth a longer wait. */
const SHUTDOWN_TIMEOUT_MS = 300;

export interface MockServer {
  /** Where it listens, as a URL without a path. */
  readonly url: string;
  /** Ends every request and frees the port. */
  close(): Promise<void>;
}

/** Checks the examples and listens; throws an OperatorError if it cannot. */
export async function startMockServer(options: MockServerOptions): Promise<MockServer> {
  const { host, port } = options;
  const app = createMockApp(options);
  const server = await listen(app.fetch, { host, port, shutdownTimeoutMs: SHUTDOWN_TIMEOUT_MS });
  return {
    url: server.url,
    close() {
      app.close();
      return server.close();
    },
  };
}

async function listen(
  fetch: Parameters<typeof serve>[0],
  options: ServeOptions,
): Promise<HttpServer> {
  try {
    return await serve(fetch, options);
  } catch (error) {
    const { port } = options;
    throw toListenError(error as Error, port, '--port N, or with --mock-port N of `start`');
  }
}
