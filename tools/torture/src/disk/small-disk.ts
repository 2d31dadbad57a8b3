import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../host/run-tool.ts';
import type { PortalProcess } from '../portal/portal-process.ts';

/** A place that holds little, until it is given room. */
export interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  /** How it is kept small. */
  readonly by: string;
  /** What runs Node. */
  readonly wrapper: readonly string[];
  giveRoom(portal: PortalProcess): Promise<void>;
}

const SMALL = 1_500_000;

/** Memory that is mounted as a disk where that is allowed, else a limit on the size of a file. */
export async function createSmallDisk(parent: string): Promise<SmallDisk> {
  const folder = join(parent, 'small');
  await mkdir(folder);
  return (await mountMemory(folder).catch(() => undefined)) ?? limitFiles(folder);
}

async function mountMemory(folder: string): Promise<SmallDisk> {
  await runTool('mount', '-t', 'tmpfs', '-o', `size=${SMALL}`, 'portal-torture', folder);
  return {
    folder,
    by: 'tmpfs',
    wrapper: [],
    giveRoom: async () => void (await runTool('mount', '-o', 'remount,size=64m', folder)),
    [Symbol.asyncDispose]: async () => void (await runTool('umount', '--lazy', folder)),
  };
}

/** The soft limit alone, since nobody but root may raise a hard one. */
function limitFiles(folder: string): SmallDisk {
  return {
    folder,
    by: 'prlimit --fsize',
    wrapper: ['prlimit', `--fsize=${SMALL}:unlimited`],
    giveRoom: async ({ pid }) =>
      void (await runTool('prlimit', '--pid', String(pid), '--fsize=unlimited:unlimited')),
    [Symbol.asyncDispose]: async () => {},
  };
}
