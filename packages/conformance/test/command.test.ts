import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { runConformanceCommand as run } from '../src/cli/run-conformance-command.ts';
import { type CaseResult, contractTable, coverageTable } from '../src/index.ts';

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
  [
    'a part of a name that no case has',
    ['http://127.0.0.1:1', '--only', 'no such case'],
    'no case has "no such case" in its name; see: portal-conformance --help',
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

test('--coverage prints the table, and sends nothing', async () => {
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

const WITHOUT_SESSIONS = ['--only', 'sessions: gives'];

test('a run that skips most of its cases warns, and fails if it is told to', async () => {
  const { port, close } = await listen();
  const url = `http://127.0.0.1:${port}`;
  const warned = await run([url, ...WITHOUT_SESSIONS]);
  const failed = await run([url, ...WITHOUT_SESSIONS, '--fail-if-most-skipped']);
  await close();
  expect(warned.code).toBe(0);
  expect(warned.stderr).toMatch(/^portal-conformance: WARNING: (\d+) of \1 cases were skipped\n$/);
  expect(failed).toEqual({ ...warned, code: 1 });
});

test('--sign-in makes the session of each viewer that its command prints a cookie for', async () => {
  const { port, close } = await listen();
  const url = `http://127.0.0.1:${port}`;
  const signIn = `${process.execPath} -p if('{viewer}'==='user')'Set-Cookie:psession=abc'`;
  const { stdout, stderr } = await run([url, ...WITHOUT_SESSIONS, '--sign-in', signIn, '--json']);
  await close();
  const { results } = JSON.parse(stdout) as { readonly results: readonly CaseResult[] };
  const sent = results.filter(({ status }) => status !== 'skipped');
  expect(sent.map(({ name }) => name)).toEqual(
    contractTable.map(({ id }) => `gives a user the same ${id} over REST and tRPC`),
  );
  expect(stderr).toContain('--sign-in made no session for admin\n');
});

/** Greets every client. */
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
