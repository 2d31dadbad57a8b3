import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { portalRouter } from './portal-router.ts';
import { correlationIds, type PortalContext } from './trpc.ts';
import { toRefusal } from './trpc-error.ts';

export const TRPC_ENDPOINT = '/trpc';
/** The most calls one batch may carry; a larger one is refused whole. */
export const MAX_BATCH_SIZE = 10;

/** Answers one tRPC request, batched or not, with the contract's own procedures and errors. */
export async function handleTrpcRequest(
  request: Request,
  context: PortalContext,
): Promise<Response> {
  const response = await fetchRequestHandler({
    endpoint: TRPC_ENDPOINT,
    req: request,
    router: portalRouter,
    maxBatchSize: MAX_BATCH_SIZE,
    createContext: () => context,
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
