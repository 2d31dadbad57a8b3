import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { toErrorReply } from '@portal/contract';
import { RequestError } from '@portal/serving/request-error';
import { sendReply } from '@portal/serving/send-reply';
import type { Logger } from 'pino';
import type { App } from './app.ts';
import { createRequireReadable } from './limits/request-host.ts';
import { toHttpRequest } from './node-request.ts';
import { JSON_TYPE, type Reply } from './reply.ts';

export interface ListenerOptions {
  readonly logger: Logger;
  /** Hears of each request that names no place on a server. */
  readonly onUnreadable: () => void;
}

/** Has the app answer what Node has read. */
export function createListener(
  app: Pick<App, 'answer'>,
  { logger, onUnreadable }: ListenerOptions,
): RequestListener {
  const requireReadable = createRequireReadable();
  return async (incoming, response) => {
    try {
      requireReadable(incoming);
      sendReply(response, await app.answer(toHttpRequest(incoming)));
    } catch (error) {
      if (error instanceof RequestError) onUnreadable();
      const reply = replyOutsideApp(error, logger);
      if (response.headersSent) response.destroy();
      else sendReply(response, reply);
    }
  };
}

/** What the app never saw: a request that names no place, or something thrown that is no error. */
function replyOutsideApp(error: unknown, logger: Logger): Reply {
  const correlation_id = randomUUID();
  const code = error instanceof RequestError ? 'invalid_request' : 'internal_error';
  const { status, body } = toErrorReply({ code }, correlation_id);
  if (error instanceof RequestError) {
    logger.info({ correlation_id, status, cause: String(error) });
  } else {
    logger.error({ correlation_id, status, err: error }, 'bug');
  }
  const headers = { 'content-type': JSON_TYPE, 'x-correlation-id': correlation_id };
  return { status, headers, body: JSON.stringify(body) };
}
