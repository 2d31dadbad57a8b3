import type { ServerProcess } from '@portal/workspace/server-process';
import { type Command, startServer } from './run-command.ts';

/** Who signs in; the session of the last one outlives a restart. */
export type Viewer = 'user' | 'admin' | 'owner' | 'banned' | 'timed_out' | 'lasting';

/** What the page is tested on. */
export interface TestPortal extends AsyncDisposable {
  readonly url: string;
  readonly takenName: string;
  /** A session cookie, as `name=value`. */
  issueSession(viewer: Viewer): Promise<string>;
  kill(): Promise<void>;
  /** Serves again, from the same address. */
  revive(): Promise<void>;
}

export interface Ways extends Pick<TestPortal, 'takenName' | 'issueSession'> {
  readonly again: (port: string) => Command;
  /** Removes what it left on the disk. */
  readonly forget: () => Promise<void>;
}

export function createTestPortal(
  first: ServerProcess,
  { again, forget, ...ways }: Ways,
): TestPortal {
  let server = first;
  const kill = async () => server[Symbol.asyncDispose]();
  return {
    ...ways,
    url: first.url,
    kill,
    async revive() {
      server = await startServer(again(new URL(first.url).port));
    },
    async [Symbol.asyncDispose]() {
      await kill();
      await forget();
    },
  };
}
