import type { MockServerOptions } from './cli/command-options.ts';
import { startHttpServer } from './http/http-server.ts';
import { createMockApp } from './http/mock-app.ts';

export interface MockServer {
  /** Where it listens, as a URL without a path. */
  readonly url: string;
  /** Ends what is under way and lets go of the port. */
  close(): Promise<void>;
}

/** Checks the examples and listens; throws an OperatorError when it cannot. */
export async function startMockServer(options: MockServerOptions): Promise<MockServer> {
  const app = createMockApp(options);
  const server = await startHttpServer(app, options);
  return {
    url: server.url,
    close() {
      app.close();
      return server.close();
    },
  };
}
