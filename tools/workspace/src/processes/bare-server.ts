import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

const TIMEOUT_MS = 50;

/** A server that answers no request, with times to wait that a test has too. */
export interface BareServer extends AsyncDisposable {
  readonly port: number;
  /** The next connection, as the server has it. */
  accept(): Promise<Socket>;
}

/** Starts one; `prepare` sees it before it listens. */
export async function startBareServer(prepare: (server: Server) => void): Promise<BareServer> {
  const server = createServer({
    headersTimeout: TIMEOUT_MS,
    requestTimeout: TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_MS / 5,
  });
  prepare(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async accept() {
      const [socket] = await once(server, 'connection');
      return socket as Socket;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** What a server says to a client that sends this and waits for it to end. */
export async function exchangeBare(port: number, sent: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  return text(socket);
}
