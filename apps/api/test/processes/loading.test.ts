import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { startPortalProcess } from '../support/run-portal.ts';

const RECORD = new URL('../support/record-loaded.js', import.meta.url).href;
/** Holds 15 MB for as long as the process lives. */
const STRIPS_TYPES = 'NativeModule internal/deps/amaro/dist/index';

test('a server that starts again does not load what strips types', async () => {
  await using folder = await createFolder();
  const loaded = folder.file('loaded.json');
  const serve = async () => {
    const NODE_OPTIONS = `--import ${RECORD}`;
    const env = { HOME: folder.path, NODE_COMPILE_CACHE: '', NODE_OPTIONS, LOADED: loaded };
    const server = await startPortalProcess(['--db', folder.file('portal.db')], { env });
    await server.stop();
    return JSON.parse(await readFile(loaded, 'utf8'));
  };
  expect(await serve()).toContain(STRIPS_TYPES);
  expect(await serve()).not.toContain(STRIPS_TYPES);
});
