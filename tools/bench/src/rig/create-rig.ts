import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Implementation } from '../implementation.ts';
import { startLoad } from '../load/start-load.ts';
import { copyWorld } from '../population/copy-world.ts';
import { createWorldFinder, type WorldKeeping } from '../population/find-world-file.ts';
import { type Server, startServer } from '../processes/start-server.ts';
import type { Rig } from './rig.ts';

export type RigOptions = Pick<Rig, 'form' | 'rounds' | 'world' | 'signal' | 'note'>;

/** Ends every process and removes every file of the run when it is disposed of; what is kept stays. */
export async function createRig(options: RigOptions): Promise<Rig & AsyncDisposable> {
  const { signal } = options;
  const kept = join(homedir(), '.cache/portal-bench');
  await mkdir(kept, { recursive: true });
  const folder = await mkdtemp(join(kept, 'run-'));
  const stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const createFile = createFileMaker({ kept, folder, signal });
  const start: Rig['start'] = (implementation, given) =>
    startServer(implementation, { ...given, signal });
  const servers = new Map<Implementation, Promise<Server>>();
  let named = 0;
  const serveAnew = async (implementation: Implementation) =>
    stack.use(await start(implementation, { database: await createFile(options.world) }));
  return {
    ...options,
    load: stack.use(startLoad(signal)),
    createFile,
    start,
    serve(implementation) {
      const server = servers.get(implementation) ?? serveAnew(implementation);
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

function createFileMaker(keeping: WorldKeeping): Rig['createFile'] {
  const findWorld = createWorldFinder(keeping);
  let copies = 0;
  return async (world) => {
    const copy = join(keeping.folder, `${++copies}.db`);
    await copyWorld(await findWorld(world), copy);
    return copy;
  };
}
