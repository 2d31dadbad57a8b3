import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Refusal, toErrorReply } from '@portal/contract';
import type { Logger } from 'pino';
import { type Rejection, toRejection } from '../metrics/rejection.ts';
import { JSON_TYPE } from './respond.ts';

const LINGER_MS = 500;

/** Answers on a bare connection and ends it; one that was answered before is left alone. */
export type RefuseConnection = (socket: Duplex, refusal: Refusal, cause: string) => void;

/**
 * Answers what never becomes a request, in the body that every other error has, and ends the connection.
 * What it returns does the same to any other connection.
 */
export function answerBelowRouter(
  server: Server,
  logger: Logger,
  onRejected?: (reason: Rejection) => void,
): RefuseConnection {
  const answer: RefuseConnection = (socket, refusal, cause) => {
    if (!socket.writable) return;
    const correlation_id = randomUUID();
    logger.info({ correlation_id, status: writeRefusal(socket, refusal, correlation_id), cause });
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    onRejected?.(toRejection(error.code));
    answer(socket, toRefusal(error.code), error.code ?? 'unknown');
  });
  server.on('connect', (_request: IncomingMessage, socket) => {
    onRejected?.('tunnel');
    answer(socket, { code: 'invalid_request' }, 'CONNECT');
  });
  return answer;
}

function toRefusal(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { code: 'headers_too_large' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { code: 'request_timeout' };
    default:
      return { code: 'invalid_request' };
  }
}

function writeRefusal(socket: Duplex, refusal: Refusal, correlationId: string): number {
  const { status, headers, body } = toErrorReply(refusal, correlationId);
  const content = JSON.stringify(body);
  const lines = {
    ...headers,
    'Content-Type': JSON_TYPE,
    'Content-Length': Buffer.byteLength(content),
    'X-Correlation-Id': correlationId,
    Connection: 'close',
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  endConnection(
    socket,
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${content}`,
  );
  return status;
}

/** The client may read its answer to the end, and close; it may not keep the connection. */
function endConnection(socket: Duplex, text: string): void {
  // Node hands over the socket of a CONNECT with nobody listening, and an error that nobody hears ends the process.
  socket.on('error', () => socket.destroy());
  socket.end(text);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
