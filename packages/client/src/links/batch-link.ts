import type { MAX_BATCH_SIZE, PortalRouter } from '@portal/contract';
import { type HTTPBatchLinkOptions, httpBatchLink, splitLink, type TRPCLink } from '@trpc/client';

type Types = PortalRouter['_def']['_config']['$types'];
type BatchLinkOptions = Pick<HTTPBatchLinkOptions<Types>, 'url' | 'fetch'>;

const BATCH_SIZE: typeof MAX_BATCH_SIZE = 10;
/** Half of what Portal takes as request line and headers. */
const MAX_URL_LENGTH = 8192;
const LONG_INPUT = MAX_URL_LENGTH / 2;

/** What sets or clears a cookie has an answer, and so a request, of its own. */
const ALONE: readonly string[] = ['authentication.verify', 'authentication.logout'];

/**
 * Sends the calls of one tick together. tRPC would fail a read whose input alone is too long for an address;
 * here it goes by itself, and Portal says what there is to say.
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
    // What can't be written as JSON fails where it is sent, as the error of its call.
    return false;
  }
}
