import { readUntil } from './read-output.ts';
import type { Spawned } from './spawn-program.ts';

const URL_OF_SERVER = /http:\/\/[\w.]+:\d+/;

/** A server in a process of its own; killed at the end of the test when it still runs. */
export interface ServerProcess extends AsyncDisposable, Pick<Spawned, 'written' | 'stop'> {
  readonly url: string;
  /** What it printed when it was ready. */
  readonly printed: string;
}

/** Waits until a server has printed where it is, and what comes last when it is ready; rejects when it ends before. */
export async function waitForServer(spawned: Spawned, last = '\n'): Promise<ServerProcess> {
  const isReady = (text: string) => URL_OF_SERVER.test(text) && text.endsWith(last);
  const printed = await readUntil(spawned, isReady);
  const [url = ''] = URL_OF_SERVER.exec(printed) ?? [];
  const { written, stop } = spawned;
  return {
    url,
    printed,
    written,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')),
  };
}
