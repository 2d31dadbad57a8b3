import { testConformance } from '../src/vitest/test-conformance.ts';
import { createWrongServer } from './create-wrong-server.ts';

testConformance('a server with wrong answers', async () => createWrongServer(), { skips: {} });
