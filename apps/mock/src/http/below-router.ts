import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Refusal, toErrorReply } from '@portal/contract';

/** Answers what never becomes a request, in the body that every other error has, and ends the connection. */
export function answerBelowRouter(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    writeRefusal(socket, toRefusal(error.code));
  });
  server.on('connect', (_request: IncomingMessage, socket) => {
    writeRefusal(socket, { code: 'invalid_request' });
  });
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

function writeRefusal(socket: Duplex, refusal: Refusal): void {
  const correlationId = randomUUID();
  const { status, headers, body } = toErrorReply(refusal, correlationId);
  const content = JSON.stringify(body);
  const lines = {
    ...headers,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(content),
    'X-Correlation-Id': correlationId,
    Connection: 'close',
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${content}`);
}
