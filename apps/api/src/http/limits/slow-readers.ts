import type { Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ListenOptions } from '../listen-options.ts';
import type { OpenAnswers } from '../watch-answers.ts';

const CHECK_MS = 1000;

export interface SlowReaderOptions extends Pick<ListenOptions, 'answerTimeoutMs' | 'onRejected'> {
  readonly answers: OpenAnswers;
  readonly logger: Logger;
}

/** Ends the connection of a client whose answer waits so long to be read, however little of it is read meanwhile. */
export function cutSlowReaders(
  server: Server,
  { answers, answerTimeoutMs, onRejected, logger }: SlowReaderOptions,
): void {
  /** Since when each waits that does. */
  let waiting = new Map<ServerResponse, number>();
  const check = () => {
    const now = performance.now();
    const before = waiting;
    waiting = new Map();
    for (const response of answers) {
      if (!isWaiting(response)) continue;
      const since = before.get(response) ?? now;
      waiting.set(response, since);
      if (now - since < answerTimeoutMs) continue;
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
