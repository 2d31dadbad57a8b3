import { createMockTarget, type Target } from '@portal/conformance';
import { testConformance } from '@portal/conformance/vitest';
import { createMock, type MockMode } from '@portal/mocks';
import { examplesSkips, liveSkips, withoutSocket } from './conformance-skips.ts';

testConformance('the live mock in process', () => createTarget('live'), {
  skips: {
    ...liveSkips,
    ...withoutSocket,
  },
});

testConformance('the mock of examples in process', () => createTarget('examples'), {
  skips: {
    ...examplesSkips,
    ...withoutSocket,
  },
});

async function createTarget(mode: MockMode): Promise<Target & AsyncDisposable> {
  const mock = createMock({ mode });
  const fetch: Target['fetch'] = (request, cookie) => mock.fetch(request, cookie);
  const target = createMockTarget({ url: 'http://portal.test', mode, hasSocket: false, fetch });
  return { ...target, [Symbol.asyncDispose]: async () => mock.reset() };
}
