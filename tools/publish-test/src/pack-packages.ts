import { findPublishedPackages, ROOT } from './published-packages.ts';
import { runPnpm } from './run-pnpm.ts';

/** Where the tarball of a package is. */
export interface Packed {
  readonly name: string;
  readonly file: string;
}

/** Builds and packs everything that is released, as `pnpm publish` would; rejects with what failed to build. */
export async function packPackages(folder: string): Promise<readonly Packed[]> {
  const filters = findPublishedPackages().flatMap(({ name }) => ['--filter', name]);
  const args = ['--recursive', ...filters, 'pack', '--json', '--pack-destination', folder];
  const packed: { name: string; filename: string }[] = JSON.parse(await runPnpm(args, ROOT));
  return packed.map(({ name, filename }) => ({ name, file: filename }));
}
