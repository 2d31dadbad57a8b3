import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, runCommand, startServer } from './run-command.ts';
import { createTestPortal, type TestPortal } from './test-portal.ts';

/** The demo's user behind each viewer. */
const NAMES = {
  user: 'exampleuser',
  admin: 'demo-admin',
  owner: 'demo-owner',
  banned: 'demo-user',
  timed_out: 'demo-moderator',
} as const;

/** The workspace's API on a database of its own, which the command line prepares. */
export async function startApi(): Promise<TestPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'react-settings-'));
  const portal = (line: string, reason?: string): Command => ({
    from: '@portal/api',
    name: 'portal',
    args: [
      ...line.split(' '),
      ...(reason ? ['--reason', reason] : []),
      ...['--db', join(folder, 'portal.db')],
    ],
    env: { RATE_LIMIT_USER: '0', LOG_LEVEL: 'silent' },
  });
  const server = await startServer(portal('serve --demo --json --port 0'));
  const [lasting] = await Promise.all([
    runCommand(portal('session issue demo-veteran')),
    runCommand(portal(`moderation add ${NAMES.banned} PLATFORM_BAN`, 'Ban evasion')),
    runCommand(portal(`moderation add ${NAMES.timed_out} PLATFORM_TIMEOUT --seconds 600`, 'Spam')),
  ]);
  const tokens = readTokens(server.printed);
  return createTestPortal(server, {
    takenName: 'Demo-Veteran',
    again: (port) => portal(`serve --port ${port}`),
    forget: () => rm(folder, { recursive: true }),
    issueSession: async (viewer) =>
      viewer === 'lasting' ? lasting : `psession=${tokens.get(NAMES[viewer])}`,
  });
}

interface DemoViewer {
  readonly username: string;
  readonly token: string;
}

function readTokens(printed: string): ReadonlyMap<string, string> {
  const { viewers } = JSON.parse(printed) as { viewers: readonly DemoViewer[] };
  return new Map(viewers.map(({ username, token }) => [username, token]));
}
