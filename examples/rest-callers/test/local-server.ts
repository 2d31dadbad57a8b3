import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of the test's own, on a free port of this machine. */
export interface LocalServer extends AsyncDisposable {
  readonly url: string;
}

export async function serveLocally(answer: RequestListener): Promise<LocalServer> {
  const server = createServer(answer);
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

/** Answers every request alike, for what a real server cannot be brought to say. */
export function serveCanned(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = { 'Content-Type': 'application/json' },
): Promise<LocalServer> {
  return serveLocally((_request, response) => response.writeHead(status, headers).end(body));
}
