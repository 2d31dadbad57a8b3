import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Whether a request came after the last one that its connection may carry: then it is left without an answer. */
export type IsAfterLast = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Counts the requests of each connection, and has the last answer announce the end; 0 is no limit.
 * Node's own `maxRequestsPerSocket` answers what was sent ahead with a 503 that has no body.
 */
export function createLastRequest(maxRequests: number): IsAfterLast {
  const counts = new WeakMap<Socket, number>();
  const over = new WeakSet<Socket>();
  return ({ socket, headers }, response) => {
    if (over.has(socket)) return true;
    const count = (counts.get(socket) ?? 0) + 1;
    counts.set(socket, count);
    // Node drops what came with an upgrade, and reads on in the middle of what follows: a body may pass for a request.
    if (count === maxRequests || headers.upgrade !== undefined) {
      over.add(socket);
      response.setHeader('Connection', 'close');
    }
    return false;
  };
}
