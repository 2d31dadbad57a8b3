import type { MockServerOptions } from '../src/cli/command-options.ts';
import { type MockServer, startMockServer } from '../src/mock-server.ts';

export interface TestMock extends MockServer, AsyncDisposable {}

/** A real mock on a free port, gone at the end of the test. */
export async function startTestMock(options: Partial<MockServerOptions> = {}): Promise<TestMock> {
  const defaults = { host: '127.0.0.1', port: 0, mode: 'examples', corsOrigins: [] } as const;
  const server = await startMockServer({ ...defaults, ...options });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= server.close();
    return closed;
  };
  return { url: server.url, close, [Symbol.asyncDispose]: close };
}
