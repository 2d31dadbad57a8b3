import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from '../quantile.ts';
import { type Call, createCaller, type Reply } from './call.ts';

export interface Probe {
  /** Stops, and answers with the findings. */
  stop(): Promise<Seen>;
}

export interface Seen {
  /** Statuses in the order they came; 0 where no answer came. */
  readonly statuses: readonly number[];
  /** Milliseconds, of each answer. */
  readonly latencies: readonly number[];
  readonly replies: readonly Reply[];
}

/** Asks again and again, one request at a time on one connection. */
export function startProbe(url: string, toCall: () => Call, pause = 20): Probe {
  const seen = { statuses: [] as number[], latencies: [] as number[], replies: [] as Reply[] };
  let over = false;
  const asking = ask();
  return {
    async stop() {
      over = true;
      await asking;
      return seen;
    },
  };

  async function ask(): Promise<void> {
    using caller = createCaller(url);
    while (!over) {
      const start = performance.now();
      const reply = await caller.call(toCall()).catch(() => undefined);
      seen.latencies.push(performance.now() - start);
      seen.statuses.push(reply?.status ?? 0);
      if (reply !== undefined) seen.replies.push(reply);
      await wait(pause);
    }
  }
}

export function countOthers({ statuses }: Seen, status: number): number {
  return statuses.filter((found) => found !== status).length;
}

export function toMilliseconds(latencies: readonly number[], share: number): number {
  return Math.round(quantile(latencies, share) * 10) / 10;
}
