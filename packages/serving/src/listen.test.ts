import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { listen } from './listen.ts';
import { OperatorError } from './operator-error.ts';

test.each([
  ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['::1', /^http:\/\/\[::1\]:\d+$/],
])('what listens on %s is there, at the URL that is told', async (host, form) => {
  await using server = await startServer(host);
  expect(server.url).toMatch(form);
  expect(await (await fetch(server.url)).text()).toBe('served');
});

test('a port that is taken is told with a way out', async () => {
  await using server = await startServer('127.0.0.1');
  const port = Number(new URL(server.url).port);
  const started = listen(createServer(), { host: '127.0.0.1', port }, '--port N');
  await expect(started).rejects.toThrow(OperatorError);
  await expect(started).rejects.toThrow(`port ${port} is in use; choose another with --port N`);
  await expect(started).rejects.toMatchObject({ cause: { code: 'EADDRINUSE' } });
});

test('an address that is not this machine is told as what the system says', async () => {
  const started = listen(createServer(), { host: '192.0.2.1', port: 0 }, '--port N');
  await expect(started).rejects.toThrow(OperatorError);
  await expect(started).rejects.toThrow(/^cannot listen: .*EADDRNOTAVAIL/);
});

async function startServer(host: string) {
  const server = createServer((_request, response) => response.end('served'));
  const url = await listen(server, { host, port: 0 }, '--port N');
  return {
    url,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
