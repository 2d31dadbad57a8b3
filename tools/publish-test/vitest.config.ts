import base from '@portal/workspace/vitest';
import { mergeConfig } from 'vitest/config';

export default mergeConfig(base, {
  test: {
    globalSetup: './test/pack-and-install.ts',
    // The work is done by processes of their own, which a single worker would wait for one after the other.
    maxWorkers: 2,
  },
});
