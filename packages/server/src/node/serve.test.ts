import { channel } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { expect, test } from 'vitest';
import { type ServeOptions, serve } from './serve.ts';

const answer = () => new Response('served');

test.each([
  ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['::1', /^http:\/\/\[::1\]:\d+$/],
])('a server on %s is at its URL', async (host, form) => {
  await using server = await start({ host });
  expect(server.url).toMatch(form);
  expect(await (await fetch(server.url)).text()).toBe('served');
});

test('a server that cannot listen rejects with the error of Node', async () => {
  await using server = await start();
  const port = Number(new URL(server.url).port);
  await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect(start({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
});

test('Node gets the timeouts', async () => {
  await using server = await start({
    headersTimeoutMs: 1000,
    requestTimeoutMs: 2000,
    keepAliveTimeoutMs: 3000,
  });
  expect(await findNodeServer(server.url)).toMatchObject({
    headersTimeout: 1000,
    requestTimeout: 2000,
    keepAliveTimeout: 3000,
  });
});

test('a connection over the limit gets an error of the contract', async () => {
  const logs: object[] = [];
  const logger = { info: (entry: object) => void logs.push(entry), error: () => undefined };
  await using server = await start({ maxConnections: 1, logger });
  await fetch(server.url);
  const response = await fetch(server.url, { headers: { connection: 'close' } });
  const correlation_id = response.headers.get('x-correlation-id');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ error: 'Service unavailable', correlation_id });
  expect(logs).toEqual([{ correlation_id, status: 503, cause: 'TOO_MANY_CONNECTIONS' }]);
});

/** The server behind a URL; Node publishes it at each request. */
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

async function start(options: Partial<ServeOptions> = {}) {
  const server = await serve(answer, { host: '127.0.0.1', port: 0, ...options });
  return { ...server, [Symbol.asyncDispose]: server.close };
}
