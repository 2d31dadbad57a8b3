import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { glob, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { fillWorld, migrate } from './fill-world.ts';
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
  const { kept, folder, signal } = keeping;
  const made = join(folder, `world-${world.users}.db`);
  await migrate(made, signal);
  const name = `users-${world.users}-seed-${world.seed}`;
  const file = join(kept, `${name}-${fingerprint(made)}.db`);
  if (existsSync(file)) {
    await rm(made);
    return file;
  }
  await fillWorld(made, world, signal);
  for await (const outdated of glob(`${name}-*.db`, { cwd: kept })) await rm(join(kept, outdated));
  await rename(made, file);
  return file;
}

/** What a file is made of: the schema, and this folder. */
function fingerprint(file: string): string {
  const hash = createHash('sha256').update(readSchema(file));
  for (const source of readdirSync(import.meta.dirname).sort()) {
    if (!source.endsWith('.test.ts')) hash.update(readFileSync(join(import.meta.dirname, source)));
  }
  return hash.digest('hex').slice(0, 16);
}

function readSchema(file: string): string {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return sqlite.prepare('select group_concat(sql) from sqlite_schema').pluck().get() as string;
  } finally {
    sqlite.close();
  }
}
