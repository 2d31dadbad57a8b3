import { createPortalClient } from '@portal/client';
import { QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** On the page's own origin, so the browser's session cookie goes along. */
const client = createPortalClient({ url: '' });

export const queryClient = new QueryClient({
  defaultOptions: {
    // The client makes reads again by itself; and without a network the page says so instead of waiting.
    queries: { retry: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** Options for TanStack Query, typed by Portal's contract: `useQuery(portal.users.me.queryOptions())`. */
export const portal = createTRPCOptionsProxy({ client, queryClient });
