import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Accounts } from './accounts/accounts.ts';
import { announcePeer } from './announce-peer.ts';

/** Serves a listener on the loopback address until SIGTERM. */
export async function serveListener(
  listener: RequestListener,
  port: number,
  accounts: Accounts,
): Promise<void> {
  const server = createServer(listener).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  announcePeer(`http://127.0.0.1:${taken}`, async () => {
    await new Promise((resolve) => server.close(resolve));
    accounts.close();
  });
}
