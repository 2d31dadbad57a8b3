import { stopOnSignal } from '@portal/serving/stop-on-signal';
import { startMockServer } from '../mock-server.ts';
import type { MockServerOptions } from './command-options.ts';
import { formatServing } from './format-serving.ts';

/** Serves until a signal ends it. */
export async function serve(options: MockServerOptions): Promise<void> {
  const server = await startMockServer(options);
  stopOnSignal(() => server.close());
  process.stdout.write(formatServing(server.url, options.mode));
}
