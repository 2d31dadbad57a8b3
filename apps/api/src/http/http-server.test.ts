import { channel } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { OperatorError } from '@portal/serving/operator-error';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { parseConfig } from '../config/config.ts';
import { startHttpServer } from './http-server.ts';
import { toListenOptions } from './listen-options.ts';
import type { Reply } from './reply.ts';

const SERVED: Reply = { status: 200, headers: {}, body: 'served' };
const app = { answer: async () => SERVED };
const LOCAL = toListenOptions(parseConfig({ PORT: '0' }));
const INTERNAL = { error: 'Internal server error', correlation_id: expect.any(String) };

test('the URL tells where it listens', async () => {
  await using server = await startTestServer();
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(server.url)).text()).toBe('served');
});

test('a port that is taken is told with a way out', async () => {
  await using server = await startTestServer();
  const port = Number(new URL(server.url).port);
  const started = startHttpServer(app, { ...LOCAL, port }, pino({ level: 'silent' }));
  await expect(started).rejects.toThrow(OperatorError);
  await expect(started).rejects.toThrow(
    `port ${port} is in use; choose another with --port N or PORT=N`,
  );
});

test('an address that is not this machine is told as what the system says', async () => {
  const options = { ...LOCAL, host: '192.0.2.1' };
  const started = startHttpServer(app, options, pino({ level: 'silent' }));
  await expect(started).rejects.toThrow(OperatorError);
  await expect(started).rejects.toThrow(/^cannot listen: .*EADDRNOTAVAIL/);
});

test('what is thrown and is no error is a bug like any other', async () => {
  await using server = await startTestServer(() => {
    // biome-ignore lint/style/useThrowOnlyError: what is tested
    throw null;
  });
  const response = await fetch(server.url);
  expect(response.status).toBe(500);
  const body = await response.json();
  expect(body).toEqual(INTERNAL);
  const { correlation_id } = body as { correlation_id: string };
  expect(response.headers.get('x-correlation-id')).toBe(correlation_id);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(server.logs).toMatchObject([{ level: 50, correlation_id, msg: 'bug' }]);
});

test('Node is told how long a client may take', async () => {
  const times = { HEADERS_TIMEOUT: '1', REQUEST_TIMEOUT: '2', KEEP_ALIVE_TIMEOUT: '3' };
  await using server = await startTestServer(undefined, times);
  expect(await findNodeServer(server.url)).toMatchObject({
    headersTimeout: 1000,
    requestTimeout: 2000,
    keepAliveTimeout: 3000,
  });
});

/** The server behind a URL, which Node tells of at each request. */
async function findNodeServer(url: string): Promise<Server> {
  let found: Server | undefined;
  const requests = channel('http.server.request.start');
  const listener = (message: unknown) => {
    found = (message as { server: Server }).server;
  };
  requests.subscribe(listener);
  await fetch(url);
  requests.unsubscribe(listener);
  if (found === undefined) throw new Error('no request was seen');
  return found;
}

async function startTestServer(answer = app.answer, env = {}) {
  const logs: unknown[] = [];
  const logger = pino({}, { write: (line) => void logs.push(JSON.parse(line)) });
  const options = toListenOptions(parseConfig({ PORT: '0', ...env }));
  const server = await startHttpServer({ answer }, options, logger);
  return { ...server, logs, [Symbol.asyncDispose]: server.close };
}
