import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A connection with more waiting requests is not read. One with fewer is, to notice that the client left. */
const MAX_WAITING = 16;
/** How long a client may send the rest of a body after its response. */
const UNREAD_BODY_MS = 500;

interface Request {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

interface Connection {
  readonly socket: Socket;
  /** The request that is being answered. */
  current: Request | undefined;
  /** What was received after it: requests, and at the end perhaps an error to answer. */
  readonly waiting: (Request | (() => void))[];
  last: IncomingMessage | undefined;
  received: number;
  /** Whether the connection ends after what was received. */
  isLast: boolean;
}

/** Answers one request of a connection at a time: the next waits until the response before it is written. */
export interface RequestQueue {
  /** Responses that are not written to their end yet, and whose client is still there. */
  readonly responses: ReadonlySet<ServerResponse>;
  add(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Answers an error of the connection after the requests that were received before it. */
  addError(socket: Socket, answer: () => void): void;
  /** From now on the last response of each connection tells the client that the connection ends. */
  announceEnd(): void;
}

/**
 * Creates the queues of a server. `maxRequests` is the limit of each connection, 0 for none. Node's own
 * `maxRequestsPerSocket` answers a request over the limit with a 503 that has no body.
 */
export function createRequestQueue(handle: RequestListener, maxRequests: number): RequestQueue {
  const connections = new WeakMap<Socket, Connection>();
  const responses = new Set<ServerResponse>();
  let isEnding = false;

  function start(connection: Connection, request: Request): void {
    const { incoming, outgoing } = request;
    connection.current = request;
    responses.add(outgoing);
    if (isEnding && connection.waiting.length === 0) announceEndIn(outgoing);
    outgoing.once('close', () => {
      responses.delete(outgoing);
      connection.current = undefined;
      if (!incoming.complete) endUnlessComplete(incoming);
      startNext(connection);
    });
    handle(incoming, outgoing);
  }

  function startNext(connection: Connection): void {
    const { socket, waiting } = connection;
    const next = waiting.shift();
    if (next === undefined || !socket.writable) return;
    if (waiting.length < MAX_WAITING) socket.resume();
    if (typeof next === 'function') next();
    else start(connection, next);
  }

  return {
    responses,
    add(incoming, outgoing) {
      const connection = connections.get(incoming.socket) ?? createConnection(incoming.socket);
      if (connection.received === 0) connections.set(incoming.socket, connection);
      if (connection.isLast) return;
      connection.received += 1;
      connection.last = incoming;
      // Node drops what came with an upgrade, and reads on in the middle of what follows: a body may pass for a request.
      if (connection.received === maxRequests || incoming.headers.upgrade !== undefined) {
        connection.isLast = true;
        announceEndIn(outgoing);
      }
      if (connection.current === undefined) return start(connection, { incoming, outgoing });
      connection.waiting.push({ incoming, outgoing });
      // Node resumes the socket when it has parsed this request, so it is paused after that.
      if (connection.waiting.length >= MAX_WAITING) process.nextTick(pauseIfFull, connection);
    },
    addError(socket, answer) {
      const { current, waiting, last } = connections.get(socket) ?? createConnection(socket);
      const isOfLast = last !== undefined && !last.complete;
      if (isOfLast && waiting.length === 0) {
        // The request that is broken off has one answer: its own, if that has begun.
        if (last === current?.incoming && !current.outgoing.headersSent) answer();
        else socket.destroySoon();
      } else if (current === undefined) {
        answer();
      } else {
        if (isOfLast) waiting.pop();
        waiting.push(answer);
      }
    },
    announceEnd() {
      isEnding = true;
      for (const response of responses) {
        const { waiting } = connections.get(response.req.socket) ?? { waiting: [] };
        if (waiting.length === 0) announceEndIn(response);
      }
    },
  };
}

function createConnection(socket: Socket): Connection {
  return { socket, current: undefined, waiting: [], last: undefined, received: 0, isLast: false };
}

function pauseIfFull({ socket, waiting }: Connection): void {
  if (waiting.length >= MAX_WAITING) socket.pause();
}

/** Closing at once would reset the connection, and the client could not read its response. */
function endUnlessComplete(incoming: IncomingMessage): void {
  const timer = setTimeout(() => incoming.socket.destroySoon(), UNREAD_BODY_MS).unref();
  incoming.once('close', () => clearTimeout(timer));
}

function announceEndIn(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
