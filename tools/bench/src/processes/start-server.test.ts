import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/create-folder.ts';
import type { Implementation } from '../implementation.ts';
import { type Server, startServer } from './start-server.ts';

const LISTENING = `
  process.stdout.write('Serving at http://127.0.0.1:12');
  setTimeout(() => process.stdout.write('34 in mode examples\\n'), 100);
  setInterval(() => {}, 1000);`;

test.each(['127.0.0.1', 'localhost'])(
  'the URL with %s is found wherever it stands, once it is there whole',
  async (host) => {
    await using started = await start(LISTENING.replace('127.0.0.1', host));
    expect(started.server.url).toBe(`http://${host}:1234`);
  },
);

test('it is told its file, a free port, and what its row says', async () => {
  await using started = await start(
    `const { PORTAL_DB, PORT, NODE_ENV, OWN, GIVEN, PATH } = process.env;
    require('node:fs').writeFileSync(process.env.PORTAL_DB, JSON.stringify([PORTAL_DB, PORT, NODE_ENV, OWN, GIVEN, PATH]));
    ${LISTENING}`,
  );
  const { database } = started;
  const { default: told } = await import(database, { with: { type: 'json' } });
  expect(told).toEqual([database, '0', 'production', 'row', 'case', null]);
});

test('one that ends before it listens is told with what it wrote', async () => {
  await expect(start("console.error('no such file'); process.exit(3);")).rejects.toThrow(
    /^server ended with 3 before it listened: no such file\n$/,
  );
});

test('it is stopped by SIGTERM, and its code is told', async () => {
  await using started = await start(`process.on('SIGTERM', () => process.exit(7)); ${LISTENING}`);
  expect(await started.server.stop()).toBe(7);
});

test('it ends when its owner lets go of it', async () => {
  let pid = 0;
  {
    await using started = await start(LISTENING);
    pid = started.server.pid;
    expect(existsSync(`/proc/${pid}`)).toBe(true);
  }
  expect(existsSync(`/proc/${pid}`)).toBe(false);
});

test('it ends at once when the run is over, whatever it makes of signals', async () => {
  const controller = new AbortController();
  const ignoring = `process.on('SIGTERM', () => {}); ${LISTENING}`;
  await using started = await start(ignoring, controller.signal);
  controller.abort();
  await expect.poll(() => existsSync(`/proc/${started.server.pid}`)).toBe(false);
});

interface Started extends AsyncDisposable {
  readonly server: Server;
  readonly database: string;
}

async function start(
  source: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<Started> {
  const stack = new AsyncDisposableStack();
  const { path } = stack.use(await createFolder());
  const program = join(path, 'program.cjs');
  writeFileSync(program, source);
  const database = join(path, 'file.json');
  const implementation: Implementation = {
    name: 'server',
    title: '',
    role: 'peer',
    serves: [],
    program: [program],
    env: { OWN: 'row', GIVEN: 'row' },
  };
  const options = { database, env: { GIVEN: 'case' }, signal };
  const server = stack.use(await startServer(implementation, options));
  return { server, database, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
