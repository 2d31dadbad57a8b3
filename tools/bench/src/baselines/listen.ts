import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const environment: Readonly<Record<string, string | undefined>> =
  // biome-ignore lint/style/noProcessEnv: how an implementation is told what to serve
  process.env;

/** The file that an implementation was given. */
export const databaseFile: string = environment['PORTAL_DB'] ?? '';

/** Listens where it was told, says so in the one line that the bench waits for, and ends at SIGTERM. */
export async function listen(server: Server, close: () => void = () => {}): Promise<void> {
  server.listen(Number(environment['PORT'] ?? 0), '127.0.0.1');
  await once(server, 'listening');
  process.once('SIGTERM', () => {
    server.close(close);
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
}
