import { testConformance } from '../src/vitest/test-conformance.ts';
import { createLiar } from './create-liar.ts';

testConformance('a server that lies', async () => createLiar(), {});
