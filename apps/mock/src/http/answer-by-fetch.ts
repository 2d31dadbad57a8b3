import type { IncomingMessage, ServerResponse } from 'node:http';
import { respondRefusal } from './respond.ts';

export type Fetch = (request: Request) => Promise<Response>;

/** Has a fetch handler answer what Node has read. The adapter is loaded when it is first asked: most requests go to the mock itself. */
export async function answerByFetch(
  fetch: Fetch,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { getRequestListener } = await import('@hono/node-server');
  const answer = getRequestListener(fetch, {
    overrideGlobalObjects: false,
    errorHandler: replyBug,
  });
  await answer(incoming, outgoing);
}

function replyBug(error: unknown): Response {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return respondRefusal({ code: 'internal_error' });
}
