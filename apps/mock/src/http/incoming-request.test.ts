import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { IncomingRequest } from './incoming-request.ts';

test('a request is read from its socket', async () => {
  await using server = await startServer();
  const [{ method, url, headers, body }] = await server.ask(
    'POST /a/../b?c=d HTTP/1.1\r\nHost: a.example\r\nX-B: 1\r\nx-b: 2\r\nContent-Length: 3\r\nA: 0\r\n\r\nabc',
  );
  expect([method, url.href, await body]).toEqual(['POST', 'http://a.example/b?c=d', 'abc']);
  expect([headers.get('x-b'), headers.get('x-c')]).toEqual(['1, 2', null]);
  expect([headers.has('x-b'), headers.has('x-c')]).toEqual([true, false]);
  expect([...headers].map(([name]) => name)).toEqual(['a', 'content-length', 'host', 'x-b']);
});

test.each(['content-type', 'host', 'user-agent', 'cookie'])(
  '%s sent twice is joined, as Headers would',
  async (name) => {
    await using server = await startServer();
    const [{ headers }] = await server.ask(
      `GET / HTTP/1.1\r\nHost: a\r\n${name}: b\r\n${name}: c\r\n\r\n`,
    );
    const expected = new Headers(name === 'host' ? { host: 'a' } : {});
    for (const value of ['b', 'c']) expected.append(name, value);
    expect(headers.get(name)).toBe(expected.get(name));
  },
);

test('its signal is aborted when the client leaves before the answer, also when that is long ago', async () => {
  await using server = await startServer();
  const [{ request, outgoing }, socket] = await server.ask('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const { signal } = request;
  expect(signal.aborted).toBe(false);
  socket.destroy();
  await once(outgoing, 'close');
  expect([signal.aborted, request.signal.aborted]).toEqual([true, true]);
});

test('its signal is left alone by an answer that arrives', async () => {
  await using server = await startServer();
  const [{ request, outgoing }] = await server.ask('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const { signal } = request;
  outgoing.end('done');
  await once(outgoing, 'close');
  expect([signal.aborted, request.signal.aborted]).toEqual([false, false]);
});

interface Asked extends Pick<IncomingRequest, 'method' | 'url' | 'headers'> {
  readonly request: IncomingRequest;
  readonly outgoing: ServerResponse;
  readonly body: Promise<string>;
}

/** A server that answers nothing by itself. */
async function startServer() {
  const server = createServer({ joinDuplicateHeaders: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    async ask(text: string) {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      socket.write(text);
      const [incoming, outgoing] = await once(server, 'request');
      const request = new IncomingRequest(incoming, outgoing);
      const { method, url, headers } = request;
      const body = request.readBody().then((bytes) => new TextDecoder().decode(bytes));
      // Whoever leaves has no body.
      body.catch(() => undefined);
      const asked: Asked = { request, outgoing, method, url, headers, body };
      return [asked, socket] as const;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
