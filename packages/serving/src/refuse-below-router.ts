import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from '@portal/contract';
import { type BareAnswer, refuseConnection } from './refuse-connection.ts';

/**
 * Answers what never becomes a request, in the body that every other error has, and ends the connection.
 * The cause of an answer is Node's code of the error, or CONNECT.
 */
export function refuseBelowRouter(
  server: Server,
  onAnswered: (answer: BareAnswer) => void = () => {},
): void {
  const refuse = (socket: Duplex, refusal: Refusal, cause: string) => {
    const answer = refuseConnection(socket, refusal, cause);
    if (answer !== undefined) onAnswered(answer);
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    refuse(socket, toRefusal(error.code), error.code ?? 'unknown');
  });
  server.on('connect', (_request: IncomingMessage, socket) => {
    refuse(socket, { code: 'invalid_request' }, 'CONNECT');
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
