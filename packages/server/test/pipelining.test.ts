import { fileURLToPath } from 'node:url';
import { openRaw, sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { waitForServer } from '@portal/workspace/server-process';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';
import { createWaitingApp, startTestServer } from './test-server.ts';

const PROGRAM = fileURLToPath(new URL('./large-answers-process.ts', import.meta.url));
const REQUESTS = 300;
const MOST_GROWTH = 32 * 1024 * 1024;
const SAMPLES = 40;
const SAMPLE_MS = 25;
const HOST = 'Host: portal.example';

test.each(['/same', '/copied'])(
  '300 requests for %s on a connection that reads nothing cost less than 32 MB',
  async (path) => {
    await using server = await waitForServer(spawnScript(PROGRAM, []));
    const readMemory = async () => Number(await (await fetch(`${server.url}/memory`)).text());
    for (let turn = 0; turn < SAMPLES; turn += 1) await readMemory();
    const before = await readMemory();
    using connection = openRaw(server.url);
    connection.write(toRawRequest(`GET ${path} HTTP/1.1`, [HOST]).repeat(REQUESTS));
    let most = 0;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      most = Math.max(most, (await readMemory()) - before);
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
    expect(most).toBeLessThan(MOST_GROWTH);
  },
);

test('the next request of a connection waits until the response before it is written', async () => {
  const { app, asked, answer } = createWaitingApp();
  await using server = await startTestServer(app);
  using connection = openRaw(server.url);
  using other = openRaw(server.url);
  connection.write(['a', 'b', 'c'].map(toRequest).join(''));
  await expect.poll(() => asked).toEqual(['a']);
  other.write(toRequest('other'));
  await expect.poll(() => asked).toEqual(['a', 'other']);
  for (const name of ['a', 'b', 'c']) {
    answer(name);
    expect(await connection.read()).toMatchObject({ status: 200, body: name });
  }
  expect(asked).toEqual(['a', 'other', 'b', 'c']);
  answer('other');
  expect(await other.read()).toMatchObject({ status: 200 });
});

test('a connection whose requests waited goes on to ask', async () => {
  const { app, answer } = createWaitingApp();
  await using server = await startTestServer(app);
  using connection = openRaw(server.url);
  const body = 'x'.repeat(100_000);
  const long = toRawRequest(
    'POST /wait/long HTTP/1.1',
    [HOST, `Content-Length: ${body.length}`],
    body,
  );
  connection.write(toRequest('a') + long + toRequest('b') + long);
  for (const name of ['a', 'long', 'b']) {
    answer(name);
    expect(await connection.read()).toMatchObject({ body: name });
  }
  expect(await connection.read()).toMatchObject({ body: 'long' });
  connection.write(toRequest('a'));
  expect(await connection.read()).toMatchObject({ body: 'a' });
});

test.each([
  ['what is no HTTP', 'GARBAGE\r\n\r\n', 400],
  ['a tunnel', `CONNECT a.example:1 HTTP/1.1\r\n${HOST}\r\n\r\n`, 400],
  ['a request with broken chunks', toChunked('x\r\n'), 400],
  ['headers that are too large', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
])('%s after other requests gets its error after their responses', async (_what, sent, status) => {
  const { app, asked, answer } = createWaitingApp();
  await using server = await startTestServer(app);
  const answers = sendRaw(server.url, toRequest('a') + toRequest('b') + sent);
  await expect.poll(() => asked).toEqual(['a']);
  answer('a');
  answer('b');
  expect((await answers).map((one) => one.status)).toEqual([200, 200, status]);
  expect(asked).toEqual(['a', 'b']);
});

test.each([
  ['before its response', '/wait/never', '', 400],
  ['after its response', '/nothing', ' ', 404],
])('a request whose body breaks %s gets one answer', async (...[, path, pause, status]) => {
  const { app } = createWaitingApp();
  await using server = await startTestServer(app);
  using connection = openRaw(server.url);
  const lines = [HOST, 'Transfer-Encoding: chunked'];
  connection.write(toRawRequest(`POST ${path} HTTP/1.1`, lines));
  const first = pause === '' ? undefined : await connection.read();
  connection.write('x\r\n');
  expect((first ?? (await connection.read()))?.status).toBe(status);
  expect(await connection.read()).toBeUndefined();
});

test('requests that wait on a connection that breaks off are not run', async () => {
  const { app, asked, answer } = createWaitingApp();
  await using server = await startTestServer(app);
  const connection = openRaw(server.url);
  connection.write(['a', 'b'].map(toRequest).join(''));
  await expect.poll(() => asked).toEqual(['a']);
  connection[Symbol.dispose]();
  await expect.poll(() => server.countConnections()).toBe(0);
  answer('a');
  answer('b');
  await server.close();
  expect(asked).toEqual(['a']);
});

function toRequest(name: string): string {
  return toRawRequest(`GET /wait/${name} HTTP/1.1`, [HOST]);
}

function toChunked(body: string): string {
  return toRawRequest('POST /wait/c HTTP/1.1', [HOST, 'Transfer-Encoding: chunked'], body);
}
