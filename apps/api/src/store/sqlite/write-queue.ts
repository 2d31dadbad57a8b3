import { setImmediate as nextTurn } from 'node:timers/promises';
import { commitGroup, type GroupMember } from './commit-group.ts';
import type { Connection } from './connection.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import type { Settled, Work } from './transaction.ts';

/** As many as hold the event loop for a few milliseconds, beside the commit itself. */
export const LARGEST_GROUP = 64;

/** Commits together what one turn of the event loop brought in, in the order it came. */
export interface WriteQueue {
  /**
   * Resolves once the work is committed; where it throws, or the commit does, nothing of it is stored.
   * Rejects with the busy error after `timeoutMs` milliseconds. The work may run more than once.
   */
  add<TResult>(work: Work<TResult>, timeoutMs: number): Promise<Settled<TResult>>;
  /** Resolves when nothing waits any more. */
  settle(): Promise<void>;
}

interface Waiting extends GroupMember {
  readonly deadline: number;
}

export function createWriteQueue(db: Connection): WriteQueue {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  const drain = async () => {
    while (waiting.length > 0) {
      await nextTurn();
      await retryWhileBusy(() => commitNext(db, waiting), Number.POSITIVE_INFINITY);
    }
    draining = undefined;
  };

  return {
    add: (work, timeoutMs) =>
      new Promise((resolve, reject) => {
        const deadline = performance.now() + timeoutMs;
        waiting.push({ work, deadline, resolve, reject } as Waiting);
        draining ??= drain();
      }),
    async settle() {
      while (draining !== undefined) await draining;
    },
  };
}

/** Commits the first few; who is to run again keeps their place. Throws the busy error while anybody waits on. */
function commitNext(db: Connection, waiting: Waiting[]): void {
  const group = waiting.splice(0, LARGEST_GROUP);
  try {
    waiting.unshift(...commitGroup(db, group));
  } catch (error) {
    const now = performance.now();
    const all = [...group, ...waiting.splice(0)];
    waiting.push(...all.filter(({ deadline }) => deadline >= now));
    for (const member of all.filter(({ deadline }) => deadline < now)) member.reject(error);
    if (waiting.length > 0) throw error;
  }
}
