import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readUntil } from '@portal/workspace/read-output';
import { waitForServer } from '@portal/workspace/server-process';
import { spawnCommand } from './spawn-command.ts';

/** A server in a process of its own, gone at the end of the test. */
export interface Server extends AsyncDisposable {
  readonly url: string;
  /** Somebody else there, who has no avatar. */
  readonly other: string;
  /** The cookie of `exampleuser`, who has picked no avatar of `discord_3` yet. */
  signIn(): Promise<string>;
}

/** The API with its demonstration, on a database of its own. */
export async function startApi(
  env: Readonly<Record<string, string>> = {},
): Promise<Server & { readonly db: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'rest-callers-'));
  const db = join(folder, 'demo.db');
  const args = ['serve', '--demo', '--json', '--port', '0', '--db', db];
  const started = spawnCommand('portal', args, env);
  const { url, viewers } = JSON.parse(
    await readUntil(started, (printed) => printed.endsWith('\n')),
  );
  const { token } = viewers.find(
    ({ username }: { username: string }) => username === 'exampleuser',
  );
  return {
    url,
    db,
    other: 'demo-user',
    async signIn() {
      const cookie = `psession=${token}`;
      await post(`${url}/v1/users/me/update`, { avatar_source: '' }, { cookie });
      return cookie;
    },
    async [Symbol.asyncDispose]() {
      await started.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The mock in mode live: each session is a world of its own. */
export async function startMock(): Promise<Server> {
  const started = spawnCommand('portal-mock', ['--mode', 'live', '--port', '0']);
  const { url, stop } = await waitForServer(started, '\n\n');
  return {
    url,
    other: 'takenname',
    async signIn() {
      const answer = await post(`${url}/__mock/sessions`, { viewer: 'user' });
      return `psession=${(await answer.json()).token}`;
    },
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

async function post(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer;
}
