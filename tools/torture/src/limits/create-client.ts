import { type Call, type Caller, createCaller } from '../portal/call.ts';
import type { Asked } from './count-in-window.ts';

/** How one request went against its limit. */
export interface CheckedCall extends Asked {
  readonly status: number;
  /** Seconds, of `Retry-After`. */
  readonly wait: number;
}

/** Somebody with an address of their own. */
export interface Client extends Disposable {
  ask(call: Call): Promise<CheckedCall>;
  /** Asks many at once. */
  burst(calls: readonly Call[]): Promise<readonly CheckedCall[]>;
}

const CONNECTIONS = 10;

export function createClient(url: string, address: string): Client {
  const caller: Caller = createCaller(url, CONNECTIONS, address);
  const ask = async (call: Call): Promise<CheckedCall> => {
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

export function isPassed({ status }: CheckedCall): boolean {
  return status !== 429;
}
