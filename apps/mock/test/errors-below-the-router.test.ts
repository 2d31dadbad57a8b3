import { once } from 'node:events';
import { connect } from 'node:net';
import { sendRaw } from '@portal/workspace/raw-http';
import { expect, test } from 'vitest';
import { startMockProcess } from './run-mock.ts';
import { startTestMock } from './test-mock.ts';

const HOST = 'Host: portal.example\r\n';
const CLOSE = 'Connection: close\r\n\r\n';

const INVALID = { status: 400, error: 'Invalid request' };

test.each([
  ['a bad request line', 'GARBAGE\r\n\r\n', INVALID],
  ['no host', `GET /v1/users/me HTTP/1.1\r\n${CLOSE}`, INVALID],
  ['a host that is none', `GET / HTTP/1.1\r\nHost: a b\r\n${CLOSE}`, INVALID],
  ['a host that makes no URL', `GET / HTTP/1.1\r\nHost: 1.2.3.999\r\n${CLOSE}`, INVALID],
  ['a target that is none', `GET * HTTP/1.1\r\n${HOST}${CLOSE}`, INVALID],
  ['CONNECT', `CONNECT a.example:1 HTTP/1.1\r\n${HOST}\r\n`, INVALID],
  [
    'headers that are too large',
    `GET / HTTP/1.1\r\n${HOST}X-Large: ${'x'.repeat(20_000)}\r\n${CLOSE}`,
    { status: 431, error: 'Request too large' },
  ],
  [
    'an unknown path',
    `GET /v1/nothing HTTP/1.1\r\n${HOST}${CLOSE}`,
    { status: 404, error: 'Not found' },
  ],
])("%s is refused in the contract's error body", async (_what, text, { status, error }) => {
  await using mock = await startTestMock();
  const [answer = expect.fail('no answer')] = await sendRaw(mock.url, text);
  const body = JSON.parse(answer.body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(body).toEqual({ error, correlation_id: answer.headers.get('x-correlation-id') });
  expect(body.correlation_id).toMatch(/^[\da-f-]{36}$/);
});

test('a client that waits to be told to continue is answered', async () => {
  await using mock = await startTestMock();
  const [answer = expect.fail('no answer')] = await sendRaw(
    mock.url,
    `POST /v1/users/me/update HTTP/1.1\r\n${HOST}Expect: 200-ok\r\nContent-Length: 0\r\n${CLOSE}`,
  );
  expect(answer.status).toBe(401);
});

/** Sooner than a server closes what is idle. */
const AT_ONCE = { timeout: 4000 };

test('a content type that is sent twice is refused, as by the API', async () => {
  await using mock = await startTestMock({ mode: 'live' });
  const types = 'Content-Type: application/json\r\n'.repeat(2);
  const head = `POST /v1/users/me/update HTTP/1.1\r\n${HOST}Cookie: psession=a\r\n${types}`;
  const [answer = expect.fail('no answer')] = await sendRaw(
    mock.url,
    `${head}Content-Length: 2\r\n${CLOSE}{}`,
  );
  expect(answer.status).toBe(400);
});

test(
  'a client that goes on sending what nobody reads is not heard to the end',
  AT_ONCE,
  async () => {
    await using mock = await startTestMock();
    const text = `PUT /v1/users/me HTTP/1.1\r\n${HOST}Content-Length: 100\r\n\r\nhalf`;
    const [answer] = await sendRaw(mock.url, text);
    expect(answer?.status).toBe(405);
  },
);

test('a client that wanted a tunnel and breaks off does the mock no harm', async () => {
  await using mock = await startMockProcess([]);
  const socket = connect(Number(new URL(mock.url).port), '127.0.0.1');
  socket.write(`CONNECT a.example:1 HTTP/1.1\r\n${HOST}\r\n`);
  await once(socket, 'data');
  socket.resetAndDestroy();
  expect((await fetch(`${mock.url}/healthz`)).status).toBe(200);
  expect(await mock.stop()).toMatchObject({ code: 0, stderr: '' });
});
