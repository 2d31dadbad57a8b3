import base from '@portal/workspace/vitest';
import { mergeConfig } from 'vitest/config';

export default mergeConfig(base, {
  test: {
    // @hono/node-server replaces the global Response, with which MSW cannot make one that failed.
    isolate: true,
    // Browsers and processes take a while on a machine that is busy; what never comes still fails.
    expect: { poll: { timeout: 20_000 } },
  },
});
