import { openRaw, sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { type LocalServer, serveLocally } from '@portal/workspace/serve-locally';
import { expect, test } from 'vitest';
import { type Reply, sendReply } from './send-reply.ts';

const CLOSE = 'Connection: close';

test.each<readonly [string, Reply['body'], ...(string | null)[]]>([
  ['text', 'é', 'é', '2'],
  ['bytes', new Uint8Array([0x61, 0x62]), 'ab', '2'],
  ['nothing', null, '', null],
])('%s is sent with its length', async (_, body, ...expected) => {
  await using server = await serve({ status: 404, headers: { 'x-own': 'yes' }, body });
  const response = await fetch(server.url);
  expect([response.status, response.headers.get('x-own')]).toEqual([404, 'yes']);
  expect([await response.text(), response.headers.get('content-length')]).toEqual(expected);
});

test('a stream is sent as it comes', async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  await using server = await serve({ status: 200, headers: {}, body: readable });
  const response = await fetch(server.url);
  const writer = writable.getWriter();
  const reader = (response.body ?? expect.fail('no body')).getReader();
  for (const text of ['first', 'second']) {
    await writer.write(Buffer.from(text));
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe(text);
  }
  await writer.close();
  expect(await reader.read()).toMatchObject({ done: true });
});

test('a client that leaves ends the stream', async () => {
  const cancelled = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1024)),
    cancel: () => cancelled.resolve(),
  });
  await using server = await serve({ status: 200, headers: {}, body });
  const response = await fetch(server.url);
  await response.body?.cancel();
  await cancelled.promise;
});

test('a client that sends on after its answer is told it, and then cut', async () => {
  await using server = await serve({ status: 413, headers: {}, body: 'enough' });
  const head = toRawRequest('POST / HTTP/1.1', ['Host: portal.example', 'Content-Length: 100']);
  expect(await sendRaw(server.url, `${head}{`)).toMatchObject([{ status: 413, body: 'enough' }]);
});

test('one that comes to its end in time may ask again', async () => {
  await using server = await serve({ status: 413, headers: {}, body: 'enough' });
  using connection = openRaw(server.url);
  const lines = ['Host: portal.example', 'Content-Length: 2'];
  connection.write(`${toRawRequest('POST / HTTP/1.1', lines)}{`);
  expect(await connection.read()).toMatchObject({ status: 413 });
  connection.write(`}${toRawRequest('GET / HTTP/1.1', ['Host: portal.example', CLOSE])}`);
  expect(await connection.read()).toMatchObject({ status: 413, body: 'enough' });
  expect(await connection.read()).toBeUndefined();
});

function serve(reply: Reply): Promise<LocalServer> {
  return serveLocally((_request, response) => sendReply(response, reply), {
    keepAliveTimeout: 60_000,
  });
}
