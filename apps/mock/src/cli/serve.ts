import { stopOnSignal } from '@portal/serving/stop-on-signal';
import { startMockServer } from '../mock-server.ts';
import type { MockServerOptions } from './command-options.ts';
import { formatServing } from './format-serving.ts';

/** Serves until a signal ends it. */
export async function serve(options: MockServerOptions): Promise<void> {
  const server = await startMockServer(options);
  stopOnSignal(() => server.close());
  process.stdout.write(formatServing(toSharedName(server.url), options.mode));
}

/** Development servers print `localhost`, and pages share cookies with the mock only under the same name. */
function toSharedName(url: string): string {
  return url.replace('//127.0.0.1:', '//localhost:');
}
