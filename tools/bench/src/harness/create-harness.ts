import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Implementation } from '../implementation.ts';
import { startLoad } from '../load/start-load.ts';
import { copyWorld } from '../population/copy-world.ts';
import { createWorldFinder, type WorldFolders } from '../population/find-world-file.ts';
import { type Server, startServer } from '../processes/start-server.ts';
import type { Harness } from './harness.ts';

export type HarnessOptions = Pick<Harness, 'form' | 'rounds' | 'world' | 'signal' | 'note'>;

/** Ends every process and removes every file of the run when it is disposed of; what is kept stays. */
export async function createHarness(options: HarnessOptions): Promise<Harness & AsyncDisposable> {
  const { signal } = options;
  const kept = join(homedir(), '.cache/portal-bench');
  await mkdir(kept, { recursive: true });
  const folder = await mkdtemp(join(kept, 'run-'));
  const stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const createFile = createFileMaker({ kept, folder, signal });
  const start: Harness['start'] = (implementation, given) =>
    startServer(implementation, { ...given, signal });
  const servers = new Map<Implementation, Promise<Server>>();
  let named = 0;
  const startOwnServer = async (implementation: Implementation) =>
    stack.use(
      await start(implementation, { database: await createFile(options.world, implementation) }),
    );
  return {
    ...options,
    load: stack.use(startLoad(signal)),
    createFile,
    start,
    serve(implementation) {
      const server = servers.get(implementation) ?? startOwnServer(implementation);
      servers.set(implementation, server);
      return server;
    },
    takeNames(count) {
      named += count;
      return named - count;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function createFileMaker(folders: WorldFolders): Harness['createFile'] {
  const findWorld = createWorldFinder(folders);
  let copies = 0;
  return async (world, { migrateWith }) => {
    const copy = join(folders.folder, `${++copies}.db`);
    await copyWorld(await findWorld(world, migrateWith), copy);
    return copy;
  };
}
