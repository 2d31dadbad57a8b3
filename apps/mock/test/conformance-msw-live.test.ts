import { listenWithMsw } from './conformance-msw-target.ts';
import { liveSkips, withoutOrigin } from './conformance-skips.ts';
import { testConformance } from './conformance-suite.ts';

testConformance('the handlers of MSW, live', () => listenWithMsw('live'), {
  ...liveSkips,
  ...withoutOrigin,
});
