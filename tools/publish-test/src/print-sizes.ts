import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackages } from './pack-packages.ts';
import { readTarball } from './read-tarball.ts';

await using folder = await mkdtempDisposable(join(tmpdir(), 'portal-sizes-'));
const tarballs = await Promise.all((await packPackages(folder.path)).map(readTarball));
for (const { name, files, packedSize, unpackedSize } of tarballs) {
  const columns = [
    `${files.size} files`,
    `${toKb(packedSize)} packed`,
    `${toKb(unpackedSize)} unpacked`,
  ];
  process.stdout.write(
    `${[name.padEnd(18), ...columns.map((text) => text.padStart(18))].join('')}\n`,
  );
}

function toKb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
