import { callRest } from './transports.ts';

/** A client that renames its user over and over, each time with the next number: `User-1.7`. */
export interface Renaming {
  /** The number of the last rename that was acknowledged. */
  acknowledged(): number;
  /** Ends it, and answers the statuses it met. */
  stop(): Promise<readonly number[]>;
}

export function startRenaming(url: string, username: string, token: string): Renaming {
  let acknowledged = 0;
  let isStopped = false;
  const statuses = new Set<number>();
  const cookie = `psession=${token}`;
  const rename = () => {
    const input = { username: `${username}.${acknowledged + 1}` };
    return callRest({ url, operation: 'users.updateMe', cookie, input });
  };
  const done = (async () => {
    while (!isStopped) {
      statuses.add((await rename()).status);
      acknowledged += 1;
    }
  })();
  return {
    acknowledged: () => acknowledged,
    async stop() {
      isStopped = true;
      await done;
      return [...statuses];
    },
  };
}
