import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { copyWorld } from '../src/population/copy-world.ts';
import { createWorldFinder } from '../src/population/find-world-file.ts';
import type { World } from '../src/population/world.ts';
import { createFolder } from './create-folder.ts';

/** Makes a world for a file's tests; each takes copies of it. */
export function useWorld(world: World): { readonly world: World; next(): Promise<string> } {
  let folder: Awaited<ReturnType<typeof createFolder>>;
  let file: string;
  let copies = 0;
  beforeAll(async () => {
    folder = await createFolder();
    const { signal } = new AbortController();
    const { path } = folder;
    file = await createWorldFinder({ kept: path, folder: path, signal })(world);
  });
  afterAll(() => folder[Symbol.asyncDispose]());
  return {
    world,
    async next() {
      const copy = join(folder.path, `copy-${++copies}.db`);
      await copyWorld(file, copy);
      return copy;
    },
  };
}
