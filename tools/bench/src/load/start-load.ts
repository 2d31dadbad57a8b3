import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadOrder, LoadReport } from './load-order.ts';

/** The process that asks; ended when it is disposed of. */
export interface Load extends AsyncDisposable {
  /** Runs one load at a time; rejects when a server does not answer as it must. */
  run(order: LoadOrder): Promise<LoadReport>;
}

export function startLoad(signal: AbortSignal): Load {
  const child = fork(join(import.meta.dirname, 'load-process.ts'), [], {
    execArgv: [],
    signal,
    killSignal: 'SIGKILL',
  });
  const ended = once(child, 'close').catch(() => {});
  return {
    async run(order) {
      child.send(order);
      const [told] = await Promise.race([once(child, 'message'), failAt(ended)]);
      const { report, failure } = told as { report?: LoadReport; failure?: string };
      if (report === undefined) throw new Error(`${order.of}, ${order.case}: ${failure}`);
      return report;
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

async function failAt(ended: Promise<unknown>): Promise<never> {
  await ended;
  throw new Error('the process that asks has ended');
}
