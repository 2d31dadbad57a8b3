import { readFile } from 'node:fs/promises';
import type { ServerProcess } from '@portal/workspace/server-process';
import type { SpawnOptions } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { runPortal, startPortalProcess } from '../support/run-portal.ts';

const RECORD = new URL('../support/record-loaded.js', import.meta.url).href;

test('help is told without a database, a server or a shape', async () => {
  await using recording = await record();
  const { code, stderr } = await runPortal(['--help'], recording.options);
  expect([code, stderr]).toEqual([0, '']);
  expect(await recording.packages()).toEqual(['commander']);
});

test.each([
  ['migrate'],
  ['user', 'add', 'alice'],
  ['session', 'issue', 'alice'],
  ['permission', 'set', 'alice', 'admin'],
  ['link', 'remove', 'alice', 'discord'],
])('%s loads the database and nothing besides', async (...args) => {
  await using recording = await record();
  await runPortal([...args, '--db', recording.file('portal.db')], recording.options);
  expect(await recording.packages()).toEqual(['better-sqlite3', 'commander', 'kysely']);
});

const LEFT_UNTIL_ASKED = ['@opentelemetry/api', '@prometheus-io/client', 'hono', 'swagger-ui-dist'];

test('a server loads neither the page of the documentation nor what measures', async () => {
  const packages = await serveOnce({});
  expect(packages).toEqual(expect.arrayContaining(['kysely', 'pino', 'zod']));
  for (const name of LEFT_UNTIL_ASKED) expect(packages).not.toContain(name);
});

test('a server that is to measure loads what measures', async () => {
  expect(await serveOnce({ METRICS_PORT: '0' })).toContain('@prometheus-io/client');
});

const STRIPS_TYPES = 'NativeModule internal/deps/amaro/dist/index';
const FETCHES = 'NativeModule internal/deps/undici/undici';

test('a start whose code is kept loads neither what strips types nor what fetches', async () => {
  await using folder = await createFolder();
  const env = { HOME: folder.path, NODE_COMPILE_CACHE: '' };
  await using first = await record(env);
  await serve(first, async ({ url }) => void (await fetch(`${url}/trpc/users.me`)));
  expect(await first.partsOfNode()).toEqual(expect.arrayContaining([STRIPS_TYPES, FETCHES]));
  await using second = await record(env);
  await serve(second);
  const parts = await second.partsOfNode();
  expect([parts.includes(STRIPS_TYPES), parts.includes(FETCHES)]).toEqual([false, false]);
});

/** The packages that a server has loaded by the time it listens. */
async function serveOnce(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await using recording = await record(env);
  await serve(recording);
  return recording.packages();
}

async function serve(
  { file, options }: Recording,
  ask: (server: ServerProcess) => Promise<void> = async () => {},
): Promise<void> {
  await using server = await startPortalProcess(['--db', file('portal.db')], options);
  await ask(server);
  await server.stop();
}

interface Recording extends AsyncDisposable {
  readonly options: SpawnOptions;
  file(name: string): string;
  /** To be asked when the process has ended. */
  packages(): Promise<readonly string[]>;
  /** As Node names them; to be asked when the process has ended. */
  partsOfNode(): Promise<readonly string[]>;
}

/** Options that make a process record which packages it loads. */
async function record(env: Readonly<Record<string, string>> = {}): Promise<Recording> {
  const folder = await createFolder();
  const loaded = folder.file('loaded.json');
  const read = async () => JSON.parse(await readFile(loaded, 'utf8'));
  return {
    options: {
      env: { ...env, NODE_OPTIONS: `--import ${RECORD}`, LOADED: loaded },
      cwd: folder.path,
    },
    file: (name) => folder.file(name),
    packages: async () => (await read()).packages,
    partsOfNode: async () => (await read()).ofNode,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
