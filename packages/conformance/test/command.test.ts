import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { runConformanceCommand as run } from '../src/cli/run-conformance-command.ts';
import { coverageTable } from '../src/index.ts';

test.for<readonly [string, readonly string[], string]>([
  ['no URL', [], "missing required argument 'url'; see: portal-conformance --help"],
  [
    'no URL but a word',
    ['localhost'],
    "command-argument value 'localhost' is invalid for argument 'url'. It must be a URL such as http://127.0.0.1:3000; see: portal-conformance --help",
  ],
  [
    'a cookie that is not understood, which is not repeated',
    ['http://127.0.0.1:1', '--cookie', 'root=psession=secret'],
    "option '--cookie <viewer=cookie>' is invalid. It must be a viewer and a cookie, as in admin=psession=TOKEN; see: portal-conformance --help",
  ],
])('%s is refused in one line', async ([, args, sentence]) => {
  expect(await run(args)).toEqual({
    code: 1,
    stdout: '',
    stderr: `portal-conformance: ${sentence}\n`,
  });
});

test.for([
  ['no session', []],
  ['a session', ['--cookie', 'user=psession=1']],
] as const)('a URL where nobody answers is refused in one line, given %s', async ([, options]) => {
  const { port, close } = await listen();
  await close();
  const sentence = `nobody answers at http://127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port}`;
  expect(await run([`http://127.0.0.1:${port}`, ...options])).toEqual({
    code: 1,
    stdout: '',
    stderr: `portal-conformance: ${sentence}\n`,
  });
});

test('--coverage prints the table, and asks nothing', async () => {
  expect(await run(['--coverage'])).toEqual({
    code: 0,
    stdout: `${coverageTable()}\n`,
    stderr: '',
  });
});

test('a server that is no Portal fails, and every case says what came', async () => {
  const { port, close } = await listen();
  const { code, stdout } = await run([`http://127.0.0.1:${port}`, '--only', 'no cookie']);
  await close();
  expect(code).toBe(1);
  expect(stdout).toContain('✗ no cookie is no session');
  expect(stdout).toContain('expected: {"x-correlation-id":"a UUID"}');
});

/** Greets whoever asks for whatever. */
async function listen() {
  const server = createServer((_request, response) => response.end('Hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, close };
}
