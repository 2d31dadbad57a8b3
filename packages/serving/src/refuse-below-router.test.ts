import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { exchangeBare, startBareServer } from '@portal/workspace/bare-server';
import { expect, test } from 'vitest';
import { refuseBelowRouter } from './refuse-below-router.ts';
import type { BareAnswer } from './refuse-connection.ts';

const START = 'POST / HTTP/1.1\r\nHost: portal.example\r\n';
const BODY =
  /^\{"error":"([^"]*)","correlation_id":"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"\}$/;

test.each([
  ['headers that never end', START, 408, 'Request timeout', 'ERR_HTTP_REQUEST_TIMEOUT'],
  [
    'a body that never ends',
    `${START}Content-Length: 9\r\n\r\n{`,
    408,
    'Request timeout',
    'ERR_HTTP_REQUEST_TIMEOUT',
  ],
  ['no HTTP', 'nonsense\r\n\r\n', 400, 'Invalid request', 'HPE_INVALID_METHOD'],
  [
    'endless headers',
    `${START}X: ${'x'.repeat(17_000)}`,
    431,
    'Request too large',
    'HPE_HEADER_OVERFLOW',
  ],
  [
    'a tunnel',
    'CONNECT other.example:1 HTTP/1.1\r\nHost: x\r\n\r\n',
    400,
    'Invalid request',
    'CONNECT',
  ],
] as const)('%s: a whole answer, then the end', async (...[, sent, status, error, cause]) => {
  await using server = await startRefusingServer();
  const answer = await exchangeBare(server.port, sent);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [, sentence, id] = BODY.exec(body) ?? [];
  expect(sentence).toBe(error);
  expect(head.split('\r\n')).toEqual([
    expect.stringMatching(new RegExp(`^HTTP/1\\.1 ${status} \\w`)),
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    `X-Correlation-Id: ${id}`,
    'Connection: close',
  ]);
  expect(server.answers).toEqual([{ correlation_id: id, status, cause }]);
});

test('a client that leaves is answered nothing, and nobody hears of it', async () => {
  await using server = await startRefusingServer();
  const socket = connect(server.port, '127.0.0.1');
  const accepted = await server.accept();
  socket.write(START);
  socket.resetAndDestroy();
  await new Promise((resolve) => accepted.once('close', resolve));
  expect(server.answers).toEqual([]);
});

test.each([
  ['a tunnel', 'CONNECT other.example:1 HTTP/1.1\r\nHost: portal.example\r\n\r\n'],
  ['no HTTP', 'nonsense\r\n\r\n'],
])('a client that wanted %s and breaks off does the process no harm', async (_title, sent) => {
  await using server = await startRefusingServer();
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

test('a client that was refused cannot keep the connection', async () => {
  await using server = await startRefusingServer();
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  const accepted = await server.accept();
  socket.write('CONNECT other.example:1 HTTP/1.1\r\nHost: portal.example\r\n\r\n');
  await new Promise((resolve) => accepted.once('close', resolve));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  socket.destroy();
});

/** A server that refuses below the router, and keeps what is told of it. */
async function startRefusingServer() {
  const answers: BareAnswer[] = [];
  const server = await startBareServer((bare) => {
    refuseBelowRouter(bare, (answer) => void answers.push(answer));
  });
  return { ...server, answers };
}
