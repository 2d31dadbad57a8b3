import { resolveResponse } from '@trpc/server/http';

import { correlationIds, type PortalContext, portalRouter } from './trpc.ts';
import { toRefusal } from './trpc-error.ts';

export const TRPC_ENDPOINT = '/trpc';
/** Maximum number of calls in a batch. A larger batch fails as a whole. */
export const MAX_BATCH_SIZE = 10;

/** The parts of a request that tRPC reads. A `Request` fits too, but creating one costs more than a call. */
export type TrpcRequest = Pick<Request, 'method' | 'url' | 'headers' | 'signal' | 'text'>;

/** Handles one tRPC request, a batch or a single call, with the contract's procedures and errors. */
export async function handleTrpcRequest(
  request: TrpcRequest,
  context: PortalContext,
): Promise<Response> {
  const response = await resolveResponse({
    // The other parts of a request are for forms and streams, which no operation has.
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
  // If tRPC fails before any call, it sets no content type, and a `Response` of text would be text/plain.
  if (response.body !== null) response.headers.set('Content-Type', 'application/json');
  return response;
}

/** The part of an absolute URL after the endpoint, without slashes around it. */
function findProcedures(url: string): string {
  const { pathname } = new URL(url);
  return pathname.slice(TRPC_ENDPOINT.length).replace(/^\/|\/$/g, '');
}
