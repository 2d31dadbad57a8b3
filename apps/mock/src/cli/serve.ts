import cluster from 'node:cluster';
import { type MockServer, startMockServer } from '../mock-server.ts';
import type { MockServerOptions } from './command-options.ts';
import { tellServing } from './tell-serving.ts';

/** Serves until a signal ends it. */
export async function serve(options: MockServerOptions): Promise<void> {
  // The process serves and does nothing else: the adapter's light globals halve the cost of an answer.
  const server = await startMockServer(options, { overrideGlobalObjects: true });
  stopOnSignal(server);
  const isAnew = cluster.worker !== undefined && cluster.worker.id > 1;
  process.stdout.write(
    isAnew
      ? 'Serving anew; what sessions changed is forgotten\n'
      : tellServing(server.url, options.mode),
  );
}

/** A terminal's signal reaches this process more than once, by way of every parent: the first one counts. */
function stopOnSignal(server: MockServer): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.close();
    cluster.worker?.disconnect();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}
