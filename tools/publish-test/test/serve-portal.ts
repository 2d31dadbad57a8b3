import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../src/published-packages.ts';
import { run } from './run.ts';

const PORTAL = join(ROOT, 'apps/api/src/portal.js');

/** The workspace's own server with the demo's users, in a process of its own. */
export interface ServedPortal extends AsyncDisposable {
  readonly url: string;
  /** Signs one of the users in; a cookie. */
  signIn(username: string): Promise<string>;
}

export async function servePortal(): Promise<ServedPortal> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'portal-release-'));
  const db = join(folder.path, 'portal.db');
  const args = ['serve', '--demo', '--json', '--port', '0', '--db', db];
  const child = spawn(process.execPath, [PORTAL, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  const [line] = await Promise.race([once(child.stdout, 'data'), refuseEarlyEnd(ended)]);
  return {
    url: JSON.parse(String(line)).url,
    async signIn(username) {
      const issue = ['session', 'issue', username, '--db', db] as const;
      const { stdout } = await run([process.execPath, PORTAL, ...issue], folder.path);
      return stdout.trim();
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
      await folder.remove();
    },
  };
}

async function refuseEarlyEnd(ended: Promise<unknown[]>): Promise<never> {
  const [code] = await ended;
  throw new Error(`the server ended with ${code} before it was ready`);
}
