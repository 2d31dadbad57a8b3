import { createMockTarget, type Target } from '@portal/conformance';
import type { MockMode } from '@portal/mocks';
import { createHandlers } from '@portal/mocks/msw';
import { setupServer } from 'msw/node';

const URL_OF_HANDLERS = 'http://portal.test';

/** The handlers in a server of MSW, of which one at a time may listen. */
export async function listenWithMsw(mode: MockMode): Promise<Target & AsyncDisposable> {
  const server = setupServer(...createHandlers({ baseUrl: URL_OF_HANDLERS, mode }));
  server.listen({ onUnhandledFrame: 'error' });
  const target = createMockTarget({
    url: URL_OF_HANDLERS,
    mode,
    hasSocket: false,
    ownsOrigin: false,
    fetch: (request) => fetch(request),
  });
  return { ...target, [Symbol.asyncDispose]: async () => void (await server.close()) };
}
