import base from '@portal/workspace/vitest';
import { mergeConfig } from 'vitest/config';

/** Browsers and processes take a while on a machine that is busy; what never comes still fails. */
export default mergeConfig(base, { test: { expect: { poll: { timeout: 20_000 } } } });
