import type { Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ListenOptions } from '../listen-options.ts';

const CHECK_MS = 1000;

/** Ends the connection of a client whose answer waits so long to be read, however little of it is read meanwhile. */
export function cutSlowReaders(
  server: Server,
  { answerTimeoutMs, onRejected }: ListenOptions,
  logger: Logger,
): void {
  /** Since when each waits; undefined while it does not. */
  const answers = new Map<ServerResponse, number | undefined>();
  server.on('request', (_request, response) => {
    answers.set(response, undefined);
    response.once('close', () => answers.delete(response));
  });
  const check = () => {
    const now = performance.now();
    for (const [response, since = now] of answers) {
      answers.set(response, isWaiting(response) ? since : undefined);
      if (!isWaiting(response) || now - since < answerTimeoutMs) continue;
      // All answers of a connection end with it, and are told of once.
      if (response.req.socket.destroyed) continue;
      onRejected?.('slow_reader');
      logger.info({ cause: 'ANSWER_TIMEOUT' });
      response.req.socket.destroy();
    }
  };
  const timer = setInterval(check, CHECK_MS).unref();
  server.once('close', () => clearInterval(timer));
}

/** An answer whose end is written waits as well: behind another one, or for the system to take it. */
function isWaiting({ writableLength, writableEnded, writableFinished }: ServerResponse): boolean {
  return writableLength > 0 || (writableEnded && !writableFinished);
}
