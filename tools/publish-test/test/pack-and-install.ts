import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type Packed, packPackages } from '../src/pack-packages.ts';
import { ROOT } from '../src/published-packages.ts';
import { runPnpm } from '../src/run-pnpm.ts';
import { readInstalledReadmes } from './installed-readmes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly packed: readonly Packed[];
    /** The folder of somebody who installed the tarballs, outside the workspace. */
    readonly consumer: string;
  }
}

const CONSUMER = fileURLToPath(new URL('../consumer', import.meta.url));

/** No package finds what it did not declare: neither beside it nor in the folder of the app. */
const STRANGERS = ['hoist: false', 'virtualStoreDir: ../store'];

/** Packs and installs once for all test files; returns what removes the folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-consumer-'));
  const remove = () => rm(folder, { recursive: true });
  try {
    const packed = await packPackages(join(folder, 'tarballs'));
    const consumer = join(folder, 'app');
    await installIn(consumer, packed);
    project.provide('packed', packed);
    project.provide('consumer', consumer);
    return remove;
  } catch (error) {
    await remove();
    throw error;
  }
}

async function installIn(consumer: string, packed: readonly Packed[]): Promise<void> {
  await cp(CONSUMER, consumer, { recursive: true });
  const settings = [...STRANGERS, await describeVersions(packed)].join('\n');
  await writeFile(join(consumer, 'pnpm-workspace.yaml'), settings);
  await runPnpm(['install', '--prefer-offline', '--ignore-scripts'], consumer);
  await writeReadmePrograms(consumer);
}

/** What is ours comes from the tarballs, wherever it is depended on; the rest at the workspace's versions. */
async function describeVersions(packed: readonly Packed[]): Promise<string> {
  const workspace = await readFile(join(ROOT, 'pnpm-workspace.yaml'), 'utf8');
  const [catalog = ''] = /^catalog:\n(?: .*\n)+/m.exec(workspace) ?? [];
  // Of a range its beginning, so that what is released elsewhere changes no result here.
  const ranges = [...catalog.matchAll(/^( .+: )\^(.+)$/gm)].map(([, key, from]) => `${key}${from}`);
  const ours = packed.map(({ name, file }) => `  "${name}": "file:${file}"`);
  return [catalog, 'overrides:', ...ranges, ...ours, ''].join('\n');
}

async function writeReadmePrograms(consumer: string): Promise<void> {
  const folder = join(consumer, 'readmes');
  const programs = (await readInstalledReadmes(consumer)).flatMap((readme) => readme.programs);
  for (const { file, source } of programs) await writeFile(join(folder, file), source);
}
