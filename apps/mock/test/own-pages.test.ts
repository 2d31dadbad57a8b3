import { sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

const CLOSE = 'Connection: close';
const CONTROLS = [
  'GET /__mock',
  'GET /__mock/requests',
  'GET /__mock/events',
  'DELETE /__mock/requests',
  'POST /__mock/reset',
  'POST /__mock/sessions',
];

test.each(CONTROLS)('%s is refused under a name that is not of this machine', async (line) => {
  await using mock = await startTestMock();
  for (const host of ['evil.example', 'localhost.evil.example', '192.168.1.7:4010']) {
    expect(await ask(mock.url, line, [`Host: ${host}`])).toBe(403);
  }
});

test('the names of this machine are taken, and any name where somebody chose the address', async () => {
  await using mock = await startTestMock();
  for (const host of ['localhost:4010', 'app.localhost', '127.0.0.1', '[::1]:4010']) {
    expect(await ask(mock.url, 'GET /__mock/requests', [`Host: ${host}`])).toBe(200);
  }
  await using open = await startTestMock({ host: '0.0.0.0' });
  const url = open.url.replace('0.0.0.0', '127.0.0.1');
  expect(await ask(url, 'GET /__mock/requests', ['Host: mock.example'])).toBe(200);
});

test.each(['POST /__mock/sessions', 'POST /__mock/reset', 'DELETE /__mock/requests'])(
  '%s is refused to a page of another origin',
  async (line) => {
    await using mock = await startTestMock();
    const { host } = new URL(mock.url);
    for (const header of ['Origin: https://evil.example', 'Sec-Fetch-Site: cross-site']) {
      expect(await ask(mock.url, line, [`Host: ${host}`, header])).toBe(403);
    }
  },
);

test('a form cannot sign a browser in', async () => {
  await using mock = await startTestMock();
  const answer = await fetch(`${mock.url}/__mock/sessions`, {
    method: 'POST',
    body: new URLSearchParams({ viewer: 'owner' }),
  });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([415, []]);
});

test.each(['examples', 'live'] as const)(
  'in mode %s a body is read no further than the limit of the contract',
  async (mode) => {
    await using mock = await startTestMock({ mode });
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        if (pulled > 2000) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const answer = await fetch(`${mock.url}/v1/users/me/update`, {
      method: 'POST',
      headers: { cookie: 'psession=any', 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit).catch((error: unknown) => error);
    if (answer instanceof Response) expect(answer.status).toBe(mode === 'live' ? 413 : 200);
    expect(pulled).toBeLessThan(2000);
  },
);

/** The status of an answer. */
async function ask(url: string, line: string, lines: readonly string[]): Promise<number> {
  const length = line.startsWith('POST') ? ['Content-Length: 0'] : [];
  const request = toRawRequest(`${line} HTTP/1.1`, [...lines, ...length, CLOSE]);
  const [answer] = await sendRaw(url, request);
  return answer?.status ?? 0;
}
