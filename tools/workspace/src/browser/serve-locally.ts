import { once } from 'node:events';
import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A test's own server, on a free port of 127.0.0.1. */
export interface LocalServer extends AsyncDisposable {
  readonly url: string;
}

export async function serveLocally(
  answer: RequestListener,
  options: ServerOptions = {},
): Promise<LocalServer> {
  const server = createServer(options, answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
