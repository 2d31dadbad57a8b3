import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { needTools } from '@portal/workspace/tools';
import { expect, test } from 'vitest';
import { toCurl } from './to-curl.ts';
import type { WireRequest } from './wire-request.ts';

const run = promisify(execFile);

test('a line for bash sends the same method, target, headers and body again', async (context) => {
  needTools(context, 'bash', 'curl');
  const request: WireRequest = {
    method: 'PUT',
    target: "/v1/../users/%2e?a='b&c=[1]",
    headers: [
      ['Host', 'portal.example'],
      ['X-Odd', "it's $HOME `id` \\x41"],
      ['X-Empty', ''],
      ['Content-Length', '9'],
    ],
    body: Buffer.from('a\n\'"\\$\xff{}', 'latin1'),
  };
  const seen = await receive((url) => run('bash', ['-c', toCurl(request, url)]));
  expect(seen).toMatchObject({
    method: 'PUT',
    url: request.target,
    headers: { host: 'portal.example', 'x-odd': "it's $HOME `id` \\x41", 'x-empty': '' },
  });
  expect(seen.body).toEqual(request.body);
});

async function receive(send: (url: string) => Promise<unknown>) {
  await using server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const received = new Promise<{ body: Buffer }>((resolve) => {
    server.on('request', async ({ method, url, headers }, response) => {
      const chunks: Buffer[] = [];
      response.req.on('data', (chunk: Buffer) => chunks.push(chunk));
      await once(response.req, 'end');
      response.end();
      resolve({ method, url, headers, body: Buffer.concat(chunks) } as { body: Buffer });
    });
  });
  const { port } = server.address() as AddressInfo;
  await send(`http://127.0.0.1:${port}`);
  return received;
}
