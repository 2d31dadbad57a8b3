import { type Call, type Caller, createCaller } from '../portal/call.ts';
import type { Asked } from './count-in-window.ts';

/** How one request went against its limit. */
export interface Judged extends Asked {
  readonly status: number;
  /** Seconds, of `Retry-After`. */
  readonly wait: number;
}

/** Somebody with an address of their own. */
export interface Asker extends Disposable {
  ask(call: Call): Promise<Judged>;
  /** Asks many at once. */
  burst(calls: readonly Call[]): Promise<readonly Judged[]>;
}

const CONNECTIONS = 10;

export function askAs(url: string, address: string): Asker {
  const caller: Caller = createCaller(url, CONNECTIONS, address);
  const ask = async (call: Call): Promise<Judged> => {
    const sent = performance.now();
    const { status, headers } = await caller.call(call);
    const wait = Number(headers['retry-after'] ?? Number.NaN);
    return { sent, answered: performance.now(), status, wait };
  };
  return {
    ask,
    burst: (calls) => Promise.all(calls.map(ask)),
    [Symbol.dispose]: () => caller[Symbol.dispose](),
  };
}

export function isPassed({ status }: Judged): boolean {
  return status !== 429;
}
