import { existsSync } from 'node:fs';
import { copyFile, glob, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fillWorld, migrate } from './fill-world.ts';
import { fingerprint } from './fingerprint.ts';
import type { World } from './world.ts';

export interface WorldFolders {
  /** Where databases are kept from one run to the next. */
  readonly kept: string;
  /** A folder of this run alone. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Finds the read-only file of a world; `portal` is the command that makes its schema, this checkout's by default. */
export type FindWorld = (world: World, portal?: string) => Promise<string>;

/** Makes a file when there is none, or when the schema or its people changed since; each file is looked up once. */
export function createWorldFinder(folders: WorldFolders): FindWorld {
  const schemas = new Map<string | undefined, Promise<string>>();
  const worlds = new Map<string, Promise<string>>();
  const find: FindWorld = async (world, portal) => {
    const schema = schemas.get(portal) ?? createSchema(folders, portal);
    schemas.set(portal, schema);
    const prefix = portal === undefined ? '' : 'checkout-';
    return findKept(await schema, { ...world, prefix }, folders);
  };
  return (world, portal) => {
    const key = `${portal} ${world.users}`;
    const found = worlds.get(key) ?? find(world, portal);
    worlds.set(key, found);
    return found;
  };
}

async function createSchema({ folder, signal }: WorldFolders, portal?: string): Promise<string> {
  const file = join(folder, portal === undefined ? 'empty.db' : 'checkout-empty.db');
  await migrate(file, { portal, signal });
  return file;
}

async function findKept(
  empty: string,
  { prefix, ...world }: World & { readonly prefix: string },
  { kept, folder, signal }: WorldFolders,
): Promise<string> {
  const name = `${prefix}users-${world.users}-seed-${world.seed}`;
  const file = join(kept, `${name}-${fingerprint(empty, import.meta.dirname)}.db`);
  if (existsSync(file)) return file;
  const made = join(folder, `${name}.db`);
  await copyFile(empty, made);
  await fillWorld(made, world, signal);
  for await (const outdated of glob(`${name}-*.db`, { cwd: kept })) await rm(join(kept, outdated));
  await rename(made, file);
  return file;
}
