import { testConformance } from '@portal/conformance/vitest';
import { listenWithMsw } from './conformance-msw-target.ts';
import { liveSkips, withoutOrigin } from './conformance-skips.ts';

testConformance('the handlers of MSW, live', () => listenWithMsw('live'), {
  skips: {
    ...liveSkips,
    ...withoutOrigin,
  },
});
