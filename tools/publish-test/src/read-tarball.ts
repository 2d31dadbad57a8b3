import { readFile } from 'node:fs/promises';
import { unpack } from '@publint/pack';
import type { Packed } from './pack-packages.ts';

/** What a registry would get. */
export interface Tarball {
  readonly name: string;
  /** In bytes. */
  readonly packedSize: number;
  readonly unpackedSize: number;
  /** By path in the package. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export async function readTarball({ name, file }: Packed): Promise<Tarball> {
  const bytes = await readFile(file);
  const { rootDir, files } = await unpack(bytes);
  const entries = files.map((entry) => [entry.name.slice(rootDir.length + 1), entry.data] as const);
  return {
    name,
    packedSize: bytes.length,
    unpackedSize: entries.reduce((sum, [, data]) => sum + data.length, 0),
    files: new Map(entries),
  };
}
