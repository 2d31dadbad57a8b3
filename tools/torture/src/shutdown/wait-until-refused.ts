import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MS = 5;
const PATIENCE_MS = 60_000;

/** Until a server takes no new connection, which is the first thing it does when it stops. */
export async function waitUntilRefused(port: number): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
    const socket = connect({ port, host: '127.0.0.1' });
    const isTaken = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (!isTaken) return;
    await wait(PAUSE_MS);
  }
  throw new Error('the server goes on taking connections');
}
