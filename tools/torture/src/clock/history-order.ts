import type { Caller } from '../portal/call.ts';
import { type LaunchOptions, runPortal } from '../portal/portal-process.ts';

/** Changes of one user's level, and how an Owner is shown them. */
export interface HistoryOrder {
  change(level: 'user' | 'moderator'): Promise<void>;
  count(): Promise<number>;
  /** Changes that are shown above a newer one. */
  countWrong(): Promise<number>;
}

export function createHistoryOrder(
  launch: LaunchOptions,
  caller: Caller,
  cookie: string,
): HistoryOrder {
  const read = async (): Promise<readonly string[]> => {
    const reply = await caller.call({ path: '/v1/users/profile/carl', headers: { cookie } });
    const { permission_history } = JSON.parse(reply.text);
    return permission_history.map((item: { created_at: string }) => item.created_at);
  };
  return {
    async change(level) {
      const { code, stderr } = await runPortal(['permission', 'set', 'carl', level], launch);
      if (code !== 0) throw new Error(stderr);
    },
    count: async () => (await read()).length,
    async countWrong() {
      const times = await read();
      return times.filter((time, at) => time > (times[at - 1] ?? time)).length;
    },
  };
}
