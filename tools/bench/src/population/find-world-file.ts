import { existsSync } from 'node:fs';
import { copyFile, glob, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fillWorld, migrate } from './fill-world.ts';
import { fingerprint } from './fingerprint.ts';
import type { World } from './world.ts';

export interface WorldKeeping {
  /** Where databases are kept from one run to the next. */
  readonly kept: string;
  /** A folder of this run alone. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** The file of a world, which nobody may write; made when there is none, or when the schema or its people changed since. */
export async function findWorldFile(world: World, keeping: WorldKeeping): Promise<string> {
  return createWorldFinder(keeping)(world);
}

export type FindWorld = (world: World) => Promise<string>;

/** For more than one: the schema is made once, and each world is looked for once. */
export function createWorldFinder(keeping: WorldKeeping): FindWorld {
  const worlds = new Map<number, Promise<string>>();
  let empty: Promise<string> | undefined;
  const find: FindWorld = async (world) => {
    empty ??= createEmpty(keeping);
    return findKept(await empty, world, keeping);
  };
  return (world) => {
    const found = worlds.get(world.users) ?? find(world);
    worlds.set(world.users, found);
    return found;
  };
}

async function createEmpty({ folder, signal }: WorldKeeping): Promise<string> {
  const file = join(folder, 'empty.db');
  await migrate(file, signal);
  return file;
}

async function findKept(
  empty: string,
  world: World,
  { kept, folder, signal }: WorldKeeping,
): Promise<string> {
  const name = `users-${world.users}-seed-${world.seed}`;
  const file = join(kept, `${name}-${fingerprint(empty, import.meta.dirname)}.db`);
  if (existsSync(file)) return file;
  const made = join(folder, `${name}.db`);
  await copyFile(empty, made);
  await fillWorld(made, world, signal);
  for await (const outdated of glob(`${name}-*.db`, { cwd: kept })) await rm(join(kept, outdated));
  await rename(made, file);
  return file;
}
