import { setImmediate as nextTurn } from 'node:timers/promises';
import { commitGroup, type GroupMember } from './commit-group.ts';
import type { Connection } from './connection.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import type { Settled, Work } from './transaction.ts';

/** This many jobs block the event loop for a few milliseconds, beside the commit itself. */
export const LARGEST_GROUP = 64;

/** Commits the jobs of one turn of the event loop together, in the order of their arrival. */
export interface WriteQueue {
  /**
   * Resolves after the commit. If the work or the commit throws, nothing of it is stored. Rejects with the busy error
   * after `timeoutMs` milliseconds. The work may run more than once.
   */
  add<TResult>(work: Work<TResult>, timeoutMs: number): Promise<Settled<TResult>>;
  /** Resolves when the queue is empty. */
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

/** Commits the first jobs. Jobs to run again keep their places. Throws the busy error while any job still waits. */
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
