import { listenWithMsw } from './conformance-msw-target.ts';
import { examplesSkips, withoutOrigin } from './conformance-skips.ts';
import { testConformance } from './conformance-suite.ts';

testConformance('the handlers of MSW, of examples', () => listenWithMsw('examples'), {
  ...examplesSkips,
  ...withoutOrigin,
});
