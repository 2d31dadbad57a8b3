import { resolveResponse } from '@trpc/server/http';

import { correlationIds, type PortalContext, portalRouter } from './trpc.ts';
import { toRefusal } from './trpc-error.ts';

export const TRPC_ENDPOINT = '/trpc';
/** The most calls one batch may carry; a larger one is refused whole. */
export const MAX_BATCH_SIZE = 10;

/** The parts of a request that tRPC reads. A real one will do; making one costs more than a call does. */
export type TrpcRequest = Pick<Request, 'method' | 'url' | 'headers' | 'signal' | 'text'>;

/** Answers one tRPC request, batched or not, with the contract's own procedures and errors. */
export async function handleTrpcRequest(
  request: TrpcRequest,
  context: PortalContext,
): Promise<Response> {
  const response = await resolveResponse({
    // What else a request has is for forms and streams, which no operation takes.
    req: request as Request,
    path: findProcedures(request.url),
    router: portalRouter,
    error: null,
    maxBatchSize: MAX_BATCH_SIZE,
    createContext: async () => context,
    onError({ error, path }) {
      correlationIds.set(error, context.correlation_id);
      const { code } = toRefusal(error);
      context.reportCall?.(path, code);
      if (code === 'internal_error') context.reportBug(error.cause ?? error);
    },
  });
  // tRPC leaves the type out when it refuses before any call, and a `Response` of text is then text/plain.
  if (response.body !== null) response.headers.set('Content-Type', 'application/json');
  return response;
}

/** What follows the endpoint in an absolute URL, without slashes around it. */
function findProcedures(url: string): string {
  const { pathname } = new URL(url);
  return pathname.slice(TRPC_ENDPOINT.length).replace(/^\/|\/$/g, '');
}
