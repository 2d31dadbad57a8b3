import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Whether a request came after the last one that its connection may carry: then it is left without an answer. */
export type IsAfterLast = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Counts the requests of each connection, and has the last answer announce the end; 0 is no limit.
 * Node's own `maxRequestsPerSocket` answers what was sent ahead with a 503 that has no body.
 */
export function createLastRequest(maxRequests: number): IsAfterLast {
  const connections = new WeakMap<Socket, { count: number; isOver: boolean }>();
  return ({ socket, headers }, response) => {
    const connection = connections.get(socket) ?? { count: 0, isOver: false };
    if (connection.isOver) return true;
    connection.count += 1;
    if (connection.count === 1) connections.set(socket, connection);
    // Node drops what came with an upgrade, and reads on in the middle of what follows: a body may pass for a request.
    if (connection.count === maxRequests || headers.upgrade !== undefined) {
      connection.isOver = true;
      response.setHeader('Connection', 'close');
    }
    return false;
  };
}
