import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ConnectionReset } from '@portal/mocks';
import { respondRefusal } from './respond.ts';

/** An answer, and whether its body breaks off on purpose. */
export interface Answer {
  readonly response: Response;
  readonly breaksOff: boolean;
}

export type FetchHandler = (request: Request) => Promise<Answer>;

/** Hands an answer to the adapter; what a fault asked for, a connection that breaks, is done here. */
export async function deliver(
  fetch: FetchHandler,
  request: Request,
  outgoing: ServerResponse,
): Promise<Response> {
  try {
    const { response, breaksOff } = await fetch(request);
    return breaksOff ? await breakOff(response, outgoing) : response;
  } catch (error) {
    if (error instanceof ConnectionReset) {
      outgoing.socket?.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    }
    // Whoever left before the answer is told nothing.
    if (outgoing.closed || outgoing.destroyed) return RESPONSE_ALREADY_SENT;
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return respondRefusal({ code: 'internal_error' });
  }
}

/** Sends what comes before the body fails, then closes the connection in the middle of it. */
async function breakOff(
  { status, headers, body }: Response,
  outgoing: ServerResponse,
): Promise<Response> {
  outgoing.writeHead(status, Object.fromEntries(headers));
  const sent = new WritableStream<Uint8Array>({
    write: (chunk) => new Promise<void>((resolve) => outgoing.write(chunk, () => resolve())),
  });
  await body?.pipeTo(sent).catch(() => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}
