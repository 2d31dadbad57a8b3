import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { exchangeBare, startBareServer } from '@portal/workspace/bare-server';
import { expect, test } from 'vitest';
import { answerBadRequests, endWithError } from './bad-requests.ts';
import { createRequestQueue } from './request-queue.ts';

const START = 'POST / HTTP/1.1\r\nHost: portal.example\r\n';
const BODY =
  /^\{"error":"([^"]*)","correlation_id":"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"\}$/;
const CONNECT = 'CONNECT other.example:1 HTTP/1.1\r\nHost: portal.example\r\n\r\n';

const LATE = ['Request timeout', 'ERR_HTTP_REQUEST_TIMEOUT', 'request_timeout'] as const;
const LARGE = ['Request too large', 'HPE_HEADER_OVERFLOW', 'headers_too_large'] as const;

test.each([
  ['headers that never end', START, 408, ...LATE],
  ['a body that never ends', `${START}Content-Length: 9\r\n\r\n{`, 408, ...LATE],
  ['no HTTP', 'nonsense\r\n\r\n', 400, 'Invalid request', 'HPE_INVALID_METHOD', 'bad_framing'],
  ['endless headers', `${START}X: ${'x'.repeat(17_000)}`, 431, ...LARGE],
  ['a tunnel', CONNECT, 400, 'Invalid request', 'CONNECT', 'tunnel'],
] as const)(
  '%s: a whole answer, then the end',
  async (...[, sent, status, error, cause, reason]) => {
    await using server = await startServer();
    const answer = await exchangeBare(server.port, sent);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    const [, message, id] = BODY.exec(body) ?? [];
    expect(message).toBe(error);
    expect(head.split('\r\n')).toEqual([
      expect.stringMatching(new RegExp(`^HTTP/1\\.1 ${status} \\w`)),
      'X-Content-Type-Options: nosniff',
      "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy: same-origin',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      `X-Correlation-Id: ${id}`,
      'Connection: close',
    ]);
    expect(server.logs).toEqual([{ correlation_id: id, status, cause }]);
    expect(server.rejections).toEqual([reason]);
  },
);

test('a client that leaves gets no answer and no log entry', async () => {
  await using server = await startServer();
  const socket = connect(server.port, '127.0.0.1');
  const accepted = await server.accept();
  socket.write(START);
  socket.resetAndDestroy();
  await new Promise((resolve) => accepted.once('close', resolve));
  expect([server.logs, server.rejections]).toEqual([[], []]);
});

test.each([
  ['a tunnel', CONNECT],
  ['no HTTP', 'nonsense\r\n\r\n'],
])('a client that wanted %s and breaks off does the process no harm', async (_title, sent) => {
  await using server = await startServer();
  const uncaught: unknown[] = [];
  const listener = (error: unknown) => void uncaught.push(error);
  process.on('uncaughtException', listener);
  const socket = connect(server.port, '127.0.0.1');
  const accepted = await server.accept();
  const closed = new Promise((resolve) => accepted.once('close', resolve));
  socket.write(sent);
  await once(socket, 'data');
  socket.resetAndDestroy();
  await closed;
  process.off('uncaughtException', listener);
  expect(uncaught).toEqual([]);
});

test('a client that got an error cannot keep the connection', async () => {
  await using server = await startServer();
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  const accepted = await server.accept();
  socket.write(CONNECT);
  await new Promise((resolve) => accepted.once('close', resolve));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  socket.destroy();
});

test('an error with headers of its own sends them, and a connection gets one answer', async () => {
  await using server = await startServer();
  const socket = connect(server.port, '127.0.0.1');
  const accepted = await server.accept();
  const refusal = { code: 'too_many_requests', retry_after: 7 } as const;
  const end = (cause: string) =>
    endWithError({ socket: accepted, refusal, cause, logger: server.logger });
  expect([end('FIRST'), end('SECOND')]).toEqual([true, false]);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\nRetry-After: 7\r\n/);
  expect(server.logs).toEqual([expect.objectContaining({ status: 429, cause: 'FIRST' })]);
});

/** A server that answers no request but bad ones, with the log of it. */
async function startServer() {
  const logs: object[] = [];
  const rejections: string[] = [];
  const logger = { info: (entry: object) => void logs.push(entry), error: () => undefined };
  const onRejected = (reason: string) => void rejections.push(reason);
  const server = await startBareServer((bare) => {
    const queue = createRequestQueue(() => undefined, 0);
    bare.on('request', queue.add);
    answerBadRequests(bare, queue, { logger, onRejected });
  });
  return { ...server, logger, logs, rejections };
}
