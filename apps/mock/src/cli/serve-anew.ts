import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toRefusalLine } from '@portal/serving/refusal-line';

/** An editor writes one change in several steps. */
const SETTLE_MS = 100;

/**
 * Serves from a worker, and from a new one whenever the contract's files change. The new one takes over
 * the port once it listens; while what was written cannot be served, the one before goes on.
 */
export async function serveAnew(): Promise<void> {
  const stopping = stopOnSignal();
  let current: Worker | undefined;
  // Watching begins first, since what changes while a worker starts may have been read before.
  const watcher = watchContract(async () => {
    if (current === undefined) return;
    const next = await startWorker();
    if (next === undefined) return tellStillServed();
    current.process.kill('SIGTERM');
    current = next;
  });
  const end = (code: number) => {
    watcher.close();
    process.exitCode = stopping.aborted ? 0 : code;
  };
  current = await watcher.inTurn(startWorker);
  if (current === undefined) return end(1);
  cluster.on('exit', (worker: Worker, code: number | null) => {
    if (worker === current) end(code ?? 1);
  });
}

function tellStillServed(): void {
  process.stderr.write(
    toRefusalLine('portal-mock', 'what was served before the change is still served'),
  );
}

/** Hands signals on to every worker. */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort();
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
    });
  }
  return stop.signal;
}

/** Undefined when the worker ends before it listens; it said why. */
async function startWorker(): Promise<Worker | undefined> {
  const worker = cluster.fork();
  const isListening = await Promise.race([
    once(worker, 'listening').then(() => true),
    once(worker, 'exit').then(() => false),
  ]);
  return isListening ? worker : undefined;
}

interface Watcher {
  /** Does something while no change is handled. */
  inTurn<TResult>(work: () => Promise<TResult>): Promise<TResult>;
  close(): void;
}

/** Handles one change at a time; what changes meanwhile is one more change. */
function watchContract(onChange: () => Promise<void>): Watcher {
  const folder = fileURLToPath(new URL('.', import.meta.resolve('@portal/contract')));
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <TResult>(work: () => Promise<TResult>) => {
    const turn = last.then(work);
    last = turn;
    return turn;
  };
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => inTurn(onChange), SETTLE_MS);
  });
  return {
    inTurn,
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
