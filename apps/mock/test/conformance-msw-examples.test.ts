import { testConformance } from '@portal/conformance/vitest';
import { listenWithMsw } from './conformance-msw-target.ts';
import { examplesSkips, withoutOrigin } from './conformance-skips.ts';

testConformance('the handlers of MSW, of examples', () => listenWithMsw('examples'), {
  skips: {
    ...examplesSkips,
    ...withoutOrigin,
  },
});
