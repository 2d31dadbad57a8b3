import { randomUUID } from 'node:crypto';
import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { RequestError } from '@hono/node-server';
import { type Refusal, toErrorReply } from '@portal/contract';
import { SECURITY_HEADERS } from '../security-headers.ts';
import type { RequestQueue } from './request-queue.ts';

/** How long a client may take to read the last answer of its connection. */
const LINGER_MS = 500;

/** Why a request or a connection ended before the app saw it. */
export type RejectionReason =
  | 'bad_framing'
  | 'connection_limit'
  | 'headers_too_large'
  | 'request_timeout'
  | 'slow_reader'
  | 'tunnel'
  | 'unreadable_host';

/** What is called for everything that ends before the app sees it. */
export interface RejectionReport {
  readonly logger?: ServerLogger | undefined;
  readonly onRejected?: ((reason: RejectionReason) => void) | undefined;
}

/** The part of pino's logger that a server needs. */
export interface ServerLogger {
  info(entry: object): void;
  error(entry: object, message: string): void;
}

/** An error that the app did not answer, in the body of every other error. */
interface ErrorAnswer {
  readonly correlation_id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers what never becomes a request, and ends the connection. */
export function answerBadRequests(
  server: Server,
  queue: RequestQueue,
  { logger, onRejected }: RejectionReport,
): void {
  const answer = (socket: Socket, cause: string) => {
    queue.addError(socket, () => {
      const { refusal, reason } = toRejection(cause);
      if (endWithError({ socket, refusal, cause, logger })) onRejected?.(reason);
    });
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    answer(socket as Socket, error.code ?? 'unknown');
  });
  server.on('connect', (_request, socket) => {
    // Node hands over this socket without a listener, and an error without one ends the process.
    socket.on('error', () => socket.destroy());
    answer(socket as Socket, 'CONNECT');
  });
}

/** Makes the answer for a request that the adapter could not read, or for something thrown past the app. */
export type AnswerError = (error: unknown) => ErrorAnswer;

export function createAnswerError({ logger, onRejected }: RejectionReport): AnswerError {
  return (error) => {
    const isBadRequest = error instanceof RequestError;
    const answer = createErrorAnswer({ code: isBadRequest ? 'invalid_request' : 'internal_error' });
    const { correlation_id, status } = answer;
    if (isBadRequest) {
      onRejected?.('unreadable_host');
      logger?.info({ correlation_id, status, cause: String(error) });
    } else {
      logger?.error({ correlation_id, status, err: error }, 'bug');
    }
    return answer;
  };
}

export interface ConnectionError {
  readonly socket: Socket;
  readonly refusal: Refusal;
  /** Node's code of an error, or a word of ours. */
  readonly cause: string;
  readonly logger?: ServerLogger | undefined;
}

/** Answers on a bare connection and ends it; false if that has been done before. */
export function endWithError({ socket, refusal, cause, logger }: ConnectionError): boolean {
  if (!socket.writable) return false;
  const { status, headers, body, correlation_id } = createErrorAnswer(refusal);
  const all = { ...headers, Connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
  logger?.info({ correlation_id, status, cause });
  return true;
}

function createErrorAnswer(refusal: Refusal): ErrorAnswer {
  const correlation_id = randomUUID();
  const { status, headers: own, body } = toErrorReply(refusal, correlation_id);
  const text = JSON.stringify(body);
  const headers = {
    ...own,
    ...SECURITY_HEADERS,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
    'X-Correlation-Id': correlation_id,
  };
  return { correlation_id, status, headers, body: text };
}

function toRejection(cause: string): { refusal: Refusal; reason: RejectionReason } {
  switch (cause) {
    case 'CONNECT':
      return { refusal: { code: 'invalid_request' }, reason: 'tunnel' };
    case 'HPE_HEADER_OVERFLOW':
      return { refusal: { code: 'headers_too_large' }, reason: 'headers_too_large' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { refusal: { code: 'request_timeout' }, reason: 'request_timeout' };
    default:
      return { refusal: { code: 'invalid_request' }, reason: 'bad_framing' };
  }
}
