import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));

/** A package of the workspace that is released. */
export interface PublishedPackage {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

/** What a package.json says, as far as a release cares. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports: string | Readonly<Record<string, string | Record<string, string>>>;
  readonly publishConfig?: { readonly exports?: Manifest['exports'] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** Every package that is not private, by name. */
export function findPublishedPackages(): readonly PublishedPackage[] {
  return globSync('{packages,apps,tools,examples}/*/package.json', { cwd: ROOT })
    .map((file) => {
      const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
      return { name: manifest.name, folder: join(ROOT, dirname(file)), manifest };
    })
    .filter(({ manifest }) => manifest.private !== true)
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
