import cluster from 'node:cluster';
import { stopOnSignal } from '@portal/serving/stop-on-signal';
import { startMockServer } from '../mock-server.ts';
import type { MockServerOptions } from './command-options.ts';
import { formatServing } from './format-serving.ts';

/** Serves until a signal ends it. */
export async function serve(options: MockServerOptions): Promise<void> {
  const server = await startMockServer(options);
  stopOnSignal(async () => {
    await server.close();
    cluster.worker?.disconnect();
  });
  const isAnew = cluster.worker !== undefined && cluster.worker.id > 1;
  process.stdout.write(
    isAnew
      ? 'Serving anew; what sessions changed is forgotten\n'
      : formatServing(server.url, options.mode),
  );
}
