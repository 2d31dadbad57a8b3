import type { RequestListener, ServerResponse } from 'node:http';
import { ConnectionReset } from '@portal/mocks';
import { RequestError } from '@portal/serving/request-error';
import { answerByFetch } from './answer-by-fetch.ts';
import { IncomingRequest } from './incoming-request.ts';
import type { MockApp } from './mock-app.ts';
import { replyRefusal } from './reply.ts';
import { sendMockReply } from './send-mock-reply.ts';

/** Has the mock answer what Node has read, but for the paths that are served around it. */
export function createListener({ answer, routes }: MockApp): RequestListener {
  return async (incoming, outgoing) => {
    try {
      const request = new IncomingRequest(incoming, outgoing);
      if (routes.has(request.url.pathname)) await answerByFetch(routes.fetch, incoming, outgoing);
      else sendMockReply(outgoing, await answer(request));
    } catch (error) {
      giveUp(outgoing, error);
    }
  };
}

function giveUp(outgoing: ServerResponse, error: unknown): void {
  if (error instanceof RequestError) {
    sendMockReply(outgoing, replyRefusal({ code: 'invalid_request' }));
  } else if (error instanceof ConnectionReset) {
    outgoing.socket?.resetAndDestroy();
  } else if (!outgoing.destroyed && !outgoing.closed) {
    // Whoever left before the answer is told nothing.
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    if (outgoing.headersSent) outgoing.destroy();
    else sendMockReply(outgoing, replyRefusal({ code: 'internal_error' }));
  }
}
