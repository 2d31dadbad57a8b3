import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import type { OpenAnswers } from './watch-answers.ts';

const IDLE_CHECK_MS = 50;
const DEADLINE_MS = 10_000;

/**
 * Watches a server that has not started yet; what it returns stops it. No new connection is taken,
 * every request that was received is answered, and it resolves when the last one is.
 */
export function createDrain(server: Server, answers: OpenAnswers): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const closeIdle = () => {
    // What is written and not yet read counts as idle for Node, and would be cut off.
    if (![...answers].some(isUnread)) server.closeIdleConnections();
  };
  return async () => {
    // The same of `http` closes what is idle by itself, see above.
    const closed = new Promise<void>((resolve) =>
      NetServer.prototype.close.call(server, () => resolve()),
    );
    server.prependListener('request', (_request, response) => announceClose(response));
    answers.forEach(announceClose);
    sockets.forEach(closeSilent);
    // Not at once: what a busy client asked last may be on its way, and its answer tells it to close.
    const idle = setInterval(closeIdle, IDLE_CHECK_MS);
    const deadline = setTimeout(() => server.closeAllConnections(), DEADLINE_MS);
    await closed;
    clearInterval(idle);
    clearTimeout(deadline);
    server.close();
  };
}

function announceClose(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

function isUnread({ writableEnded, writableFinished }: ServerResponse): boolean {
  return writableEnded && !writableFinished;
}

/** Node counts a connection as idle only after its first request; browsers open some to spare. */
function closeSilent(socket: Socket): void {
  if (socket.bytesRead === 0) socket.destroy();
}
