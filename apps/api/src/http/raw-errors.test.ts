import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { exchangeBare, startBareServer } from '@portal/workspace/bare-server';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { answerBelowRouter, type RefuseConnection } from './raw-errors.ts';

const START = 'POST / HTTP/1.1\r\nHost: portal.example\r\n';

test.each([
  ['headers that never end', START, 408, 'ERR_HTTP_REQUEST_TIMEOUT', 'request_timeout'],
  [
    'a body that never ends',
    `${START}Content-Length: 9\r\n\r\n{`,
    408,
    'ERR_HTTP_REQUEST_TIMEOUT',
    'request_timeout',
  ],
  ['no HTTP', 'nonsense\r\n\r\n', 400, 'HPE_INVALID_METHOD', 'bad_framing'],
  [
    'endless headers',
    `${START}X: ${'x'.repeat(17_000)}`,
    431,
    'HPE_HEADER_OVERFLOW',
    'headers_too_large',
  ],
  ['a tunnel', 'CONNECT other.example:1 HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'CONNECT', 'tunnel'],
] as const)(
  '%s: the line of the log has the id of the answer, and it is counted by its reason',
  async (...[, sent, status, cause, reason]) => {
    await using server = await startRefusingServer();
    const answer = await exchangeBare(server.port, sent);
    const [, id] = /^X-Correlation-Id: (\S+)\r$/m.exec(answer) ?? [];
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} \\w`));
    expect(server.logs).toEqual([expect.objectContaining({ correlation_id: id, status, cause })]);
    expect(server.rejections).toEqual([reason]);
  },
);

test('a connection that is refused for a cause of its own has a line, and is counted by who refuses it', async () => {
  await using server = await startRefusingServer();
  const socket = connect(server.port, '127.0.0.1');
  const accepted = await server.accept();
  for (const cause of ['FIRST', 'AGAIN']) {
    server.refuse(accepted, { code: 'service_unavailable' }, cause);
  }
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 503 /);
  expect(server.logs).toEqual([expect.objectContaining({ status: 503, cause: 'FIRST' })]);
  expect(server.rejections).toEqual([]);
});

test('a client that leaves is answered nothing and writes no line', async () => {
  await using server = await startRefusingServer();
  const socket = connect(server.port, '127.0.0.1');
  const accepted = await server.accept();
  socket.write(START);
  socket.resetAndDestroy();
  await new Promise((resolve) => accepted.once('close', resolve));
  expect(server.logs).toEqual([]);
  expect(server.rejections).toEqual([]);
});

/** A server that refuses below the router, and keeps what is told of it. */
async function startRefusingServer() {
  const logs: unknown[] = [];
  const rejections: unknown[] = [];
  const logger = pino({}, { write: (line) => void logs.push(JSON.parse(line)) });
  const refusals: RefuseConnection[] = [];
  const server = await startBareServer((bare) => {
    refusals.push(answerBelowRouter(bare, logger, (reason) => void rejections.push(reason)));
  });
  return { ...server, logs, rejections, refuse: refusals[0] as RefuseConnection };
}
