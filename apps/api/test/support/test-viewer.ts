import type { PermissionLevelName } from '@portal/domain';
import type { TestPortal } from './test-portal.ts';
import type { Answer, Transport } from './transports.ts';

/** A signed-in user whose calls all go over one transport. */
export interface TestViewer {
  readonly id: number;
  readonly cookie: string;
  me(): Promise<Answer>;
  update(body: unknown): Promise<Answer>;
  profile(username: string): Promise<Answer>;
}

export interface NewViewer {
  readonly username?: string;
  readonly level?: PermissionLevelName;
}

export async function addViewer(
  portal: TestPortal,
  call: Transport,
  { username = 'viewer', level = 'user' }: NewViewer = {},
): Promise<TestViewer> {
  const id = await portal.addUser(username, level);
  const cookie = await portal.signIn(username);
  const { url } = portal;
  return {
    id,
    cookie,
    me: () => call({ url, cookie, operation: 'users.me' }),
    update: (input) => call({ url, cookie, operation: 'users.updateMe', input }),
    profile: (name) => call({ url, cookie, operation: 'users.profile', input: { username: name } }),
  };
}
