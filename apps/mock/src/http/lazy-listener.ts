import type { RequestListener } from 'node:http';
import { respondRefusal } from './respond.ts';

type Fetch = (request: Request) => Promise<Response>;

/** Has a fetch handler answer what Node has read. The adapter is loaded when it is first asked: most requests go to the mock itself. */
export function createLazyListener(fetch: Fetch): RequestListener {
  let adapted: Promise<RequestListener> | undefined;
  return async (incoming, outgoing) => {
    adapted ??= adapt(fetch);
    (await adapted)(incoming, outgoing);
  };
}

async function adapt(fetch: Fetch): Promise<RequestListener> {
  const { getRequestListener } = await import('@hono/node-server');
  return getRequestListener(fetch, { overrideGlobalObjects: false, errorHandler: replyBug });
}

function replyBug(error: unknown): Response {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return respondRefusal({ code: 'internal_error' });
}
