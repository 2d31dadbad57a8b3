import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import type { RequestQueue } from './request-queue.ts';

const IDLE_CHECK_MS = 50;

/**
 * Returns a function that shuts down a server which has not started yet. It takes no new connection, answers every
 * request that was received, and resolves when the last response is written, or after the timeout.
 */
export function createShutdown(
  server: Server,
  queue: RequestQueue,
  timeoutMs: number,
): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const closeIdle = () => {
    // Node counts a response as done when it is written, and would cut off one that is not yet read.
    if (![...queue.responses].some(isUnread)) server.closeIdleConnections();
  };
  return async () => {
    // The `close` of `node:http` closes idle connections at once. But a request of theirs may be on its way.
    const closed = new Promise<void>((resolve) =>
      NetServer.prototype.close.call(server, () => resolve()),
    );
    queue.announceEnd();
    sockets.forEach(closeSilent);
    const idle = setInterval(closeIdle, IDLE_CHECK_MS);
    const deadline = setTimeout(() => server.closeAllConnections(), timeoutMs);
    await closed;
    clearInterval(idle);
    clearTimeout(deadline);
    server.close();
  };
}

function isUnread({ writableEnded, writableFinished }: ServerResponse): boolean {
  return writableEnded && !writableFinished;
}

/** Node counts a connection as idle only after its first request; browsers open spare ones. */
function closeSilent(socket: Socket): void {
  if (socket.bytesRead === 0) socket.destroy();
}
