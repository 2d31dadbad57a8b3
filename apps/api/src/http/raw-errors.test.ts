import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { answerBelowRouter } from './raw-errors.ts';

const TIMEOUT_MS = 50;
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
    await using server = await startBareServer();
    const answer = await exchange(server.port, sent);
    const [, id] = /^X-Correlation-Id: (\S+)\r$/m.exec(answer) ?? [];
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} \\w`));
    expect(server.logs).toEqual([expect.objectContaining({ correlation_id: id, status, cause })]);
    expect(server.rejections).toEqual([reason]);
  },
);

test('a connection that is refused for a cause of its own has a line, and is counted by who refuses it', async () => {
  await using server = await startBareServer();
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
  await using server = await startBareServer();
  const socket = connect(server.port, '127.0.0.1');
  const accepted = await server.accept();
  socket.write(START);
  socket.resetAndDestroy();
  await new Promise((resolve) => accepted.once('close', resolve));
  expect(server.logs).toEqual([]);
  expect(server.rejections).toEqual([]);
});

/** What the server says to a client that waits for it to end. */
async function exchange(port: number, sent: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  return text(socket);
}

/** A server that answers no request, with times to wait that a test has too. */
async function startBareServer() {
  const logs: unknown[] = [];
  const rejections: unknown[] = [];
  const server = createServer({
    headersTimeout: TIMEOUT_MS,
    requestTimeout: TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_MS / 5,
  });
  const logger = pino({}, { write: (line) => void logs.push(JSON.parse(line)) });
  const refuse = answerBelowRouter(server, logger, (reason) => void rejections.push(reason));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    logs,
    rejections,
    refuse,
    accept: async () => {
      const [socket] = await once(server, 'connection');
      return socket as Socket;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
