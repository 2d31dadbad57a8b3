import { type Command, startServer } from './run-command.ts';
import { createTestPortal, type TestPortal } from './test-portal.ts';

/** The mock in mode live, which knows the viewers by name. */
export async function startMock(): Promise<TestPortal> {
  const server = await startServer(serveMock('0'));
  return createTestPortal(server, {
    takenName: 'TakenName',
    again: serveMock,
    forget: async () => {},
    async issueSession(viewer) {
      const answer = await fetch(`${server.url}/__mock/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ viewer: viewer === 'lasting' ? 'user' : viewer }),
      });
      return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
  });
}

function serveMock(port: string): Command {
  return { from: '@portal/mock', name: 'portal-mock', args: ['--mode', 'live', '--port', port] };
}
