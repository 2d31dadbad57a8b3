import { openRaw, toRawRequest } from '@portal/workspace/raw-http';
import { expect, test } from 'vitest';
import { createWaitingApp, startTestServer } from './test-server.ts';

const HOST = 'Host: portal.example';

test('requests that wait for others of their connection are answered, and the last response ends it', async () => {
  const { app, asked, answer } = createWaitingApp();
  await using server = await startTestServer(app);
  using connection = openRaw(server.url);
  const names = ['a', 'b', 'c'];
  connection.write(names.map(toRequest).join(''));
  await expect.poll(() => asked).toEqual(['a']);
  const closed = server.close();
  for (const name of names) answer(name);
  const answers = [await connection.read(), await connection.read(), await connection.read()];
  expect(answers.map((one) => [one?.body, one?.headers.get('connection')])).toEqual([
    ['a', 'keep-alive'],
    ['b', 'keep-alive'],
    ['c', 'close'],
  ]);
  await closed;
});

test('a response that never comes is cut off after the timeout', async () => {
  const { app, asked } = createWaitingApp();
  await using server = await startTestServer(app, { shutdownTimeoutMs: 100 });
  using connection = openRaw(server.url);
  connection.write(toRequest('never'));
  await expect.poll(() => asked).toEqual(['never']);
  await server.close();
  expect(await connection.read()).toBeUndefined();
});

test('a client that left does not hold up a shutdown', async () => {
  const { app, asked, answer } = createWaitingApp();
  await using server = await startTestServer(app, { shutdownTimeoutMs: 60_000 });
  const connection = openRaw(server.url);
  connection.write(toRequest('a') + toRequest('b'));
  await expect.poll(() => asked).toEqual(['a']);
  connection[Symbol.dispose]();
  await expect.poll(() => server.countConnections()).toBe(0);
  answer('a');
  await server.close();
});

function toRequest(name: string): string {
  return toRawRequest(`GET /wait/${name} HTTP/1.1`, [HOST]);
}
