import { readFile } from 'node:fs/promises';
import type { SpawnOptions } from '@portal/tooling/spawn-program';
import { expect, test } from 'vitest';
import { createFolder } from './create-folder.ts';
import { runPortal, startPortalProcess } from './run-portal.ts';

const RECORD = new URL('./record-loaded.ts', import.meta.url).href;

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

const LEFT_UNTIL_ASKED = ['@opentelemetry/api', '@prometheus-io/client', 'swagger-ui-dist'];

test('a server loads neither the page of the documentation nor what measures', async () => {
  const packages = await serveOnce({});
  expect(packages).toEqual(expect.arrayContaining(['hono', 'kysely', 'pino', 'zod']));
  for (const name of LEFT_UNTIL_ASKED) expect(packages).not.toContain(name);
});

test('a server that is to measure loads what measures', async () => {
  expect(await serveOnce({ METRICS_PORT: '0' })).toContain('@prometheus-io/client');
});

/** The packages that a server has loaded by the time it listens. */
async function serveOnce(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await using recording = await record(env);
  await using server = await startPortalProcess(
    ['--db', recording.file('portal.db')],
    recording.options,
  );
  await server.stop();
  return recording.packages();
}

interface Recording extends AsyncDisposable {
  readonly options: SpawnOptions;
  file(name: string): string;
  /** To be asked when the process has ended. */
  packages(): Promise<readonly string[]>;
}

/** Options that make a process record which packages it loads. */
async function record(env: Readonly<Record<string, string>> = {}): Promise<Recording> {
  const folder = await createFolder();
  const loaded = folder.file('loaded.json');
  return {
    options: {
      env: { ...env, NODE_OPTIONS: `--import ${RECORD}`, LOADED: loaded },
      cwd: folder.path,
    },
    file: (name) => folder.file(name),
    packages: async () => JSON.parse(await readFile(loaded, 'utf8')),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
