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
  if (maxRequests === 0) return () => false;
  return ({ socket }, response) => {
    const count = (counts.get(socket) ?? 0) + 1;
    counts.set(socket, count);
    if (count === maxRequests) response.setHeader('Connection', 'close');
    return count > maxRequests;
  };
}
