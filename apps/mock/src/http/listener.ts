import type { RequestListener, ServerResponse } from 'node:http';
import { ConnectionReset, type MockRequest } from '@portal/mocks';
import { IncomingRequest } from './incoming-request.ts';
import { type Reply, replyRefusal } from './reply.ts';
import { RequestError } from './request-url.ts';
import { sendMockReply } from './send-mock-reply.ts';

/** Answers a request; rejects with a ConnectionReset where that was asked for. */
export type Answer = (request: MockRequest) => Promise<Reply>;

/** Has the mock answer what Node has read. */
export function createListener(answer: Answer): RequestListener {
  return async (incoming, outgoing) => {
    try {
      sendMockReply(outgoing, await answer(new IncomingRequest(incoming, outgoing)));
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
