import type { MAX_BATCH_SIZE, PortalRouter } from '@portal/contract';
import { type HTTPBatchLinkOptions, httpBatchLink, splitLink, type TRPCLink } from '@trpc/client';

type Types = PortalRouter['_def']['_config']['$types'];
type BatchLinkOptions = Pick<HTTPBatchLinkOptions<Types>, 'url' | 'fetch'>;

const BATCH_SIZE: typeof MAX_BATCH_SIZE = 10;
/** Half of the size that Portal allows for request line and headers. */
const MAX_URL_LENGTH = 8192;
const LONG_INPUT = MAX_URL_LENGTH / 2;

/** A call that sets or clears a cookie needs its own response, and so its own request. */
const ALONE: readonly string[] = ['authentication.verify', 'authentication.logout'];

/**
 * Sends the calls of one tick together. If the input of one read is too long for a URL, tRPC would fail; this link
 * sends that call alone, and Portal returns the error.
 */
export function batchLink(options: BatchLinkOptions): TRPCLink<PortalRouter> {
  return splitLink({
    condition: ({ type, path, input }) =>
      ALONE.includes(path) || (type === 'query' && isLong(input)),
    true: httpBatchLink<PortalRouter>({ ...options, maxItems: 1 }),
    false: httpBatchLink<PortalRouter>({
      ...options,
      maxItems: BATCH_SIZE,
      maxURLLength: MAX_URL_LENGTH,
    }),
  });
}

function isLong(input: unknown): boolean {
  try {
    return encodeURIComponent(JSON.stringify(input ?? null)).length > LONG_INPUT;
  } catch {
    // If the input cannot be written as JSON, sending it fails with the error of this call.
    return false;
  }
}
