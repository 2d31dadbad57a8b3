import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { type Refusal, toErrorReply } from '@portal/contract';
import { STATUS_CODES } from './node-http.ts';

const LINGER_MS = 500;

/** What was answered on a bare connection, as a log tells it. */
export interface BareAnswer {
  readonly correlation_id: string;
  readonly status: number;
  readonly cause: string;
}

/** Answers on a bare connection and ends it; undefined for one that was answered before, which is left alone. */
export function refuseConnection(
  socket: Duplex,
  refusal: Refusal,
  cause: string,
): BareAnswer | undefined {
  if (!socket.writable) return undefined;
  const correlation_id = randomUUID();
  const { status, headers, body } = toErrorReply(refusal, correlation_id);
  const content = JSON.stringify(body);
  const lines = {
    ...headers,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(content),
    'X-Correlation-Id': correlation_id,
    Connection: 'close',
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  endConnection(
    socket,
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${content}`,
  );
  return { correlation_id, status, cause };
}

/** The client may read its answer to the end, and close; it may not keep the connection. */
function endConnection(socket: Duplex, text: string): void {
  // Node hands over the socket of a CONNECT with nobody listening, and an error that nobody hears ends the process.
  socket.on('error', () => socket.destroy());
  socket.end(text);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
