import { createMockTarget, type Target } from '@portal/conformance';
import { testConformance } from '@portal/conformance/vitest';
import type { MockMode } from '@portal/mocks';
import { examplesSkips, liveSkips } from './conformance-skips.ts';
import { startTestMock } from './test-mock.ts';

testConformance('the live mock over a socket', () => startTarget('live'), { skips: liveSkips });

testConformance('the mock of examples over a socket', () => startTarget('examples'), {
  skips: examplesSkips,
});

async function startTarget(mode: MockMode): Promise<Target & AsyncDisposable> {
  const mock = await startTestMock({ mode });
  const fetch: Target['fetch'] = (request) => globalThis.fetch(request);
  const target = createMockTarget({ url: mock.url, mode, hasSocket: true, fetch });
  return { ...target, [Symbol.asyncDispose]: () => mock[Symbol.asyncDispose]() };
}
