import type { Server, ServerResponse } from 'node:http';
import type { RejectionReport } from './bad-requests.ts';

const CHECK_MS = 1000;

export interface SlowClientOptions extends RejectionReport {
  readonly responses: ReadonlySet<ServerResponse>;
  readonly timeoutMs: number;
}

/** Closes a connection when a response is not fully read in time, even if the client reads a few bytes. */
export function closeSlowClients(server: Server, options: SlowClientOptions): void {
  const { responses, timeoutMs, logger, onRejected } = options;
  let unread = new Map<ServerResponse, number>();
  const check = () => {
    const now = performance.now();
    const before = unread;
    unread = new Map();
    for (const response of responses) {
      if (!isUnread(response)) continue;
      const since = before.get(response) ?? now;
      unread.set(response, since);
      if (now - since < timeoutMs) continue;
      onRejected?.('slow_reader');
      logger?.info({ cause: 'ANSWER_TIMEOUT' });
      response.req.socket.destroy();
    }
  };
  const timer = setInterval(check, CHECK_MS).unref();
  server.once('close', () => clearInterval(timer));
}

/** A response whose end is written can still wait for the system to take it. */
function isUnread({ writableLength, writableEnded, writableFinished }: ServerResponse): boolean {
  return writableLength > 0 || (writableEnded && !writableFinished);
}
