import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGES = ['domain', 'contract', 'server', 'mocks', 'serving'].map(
  (name) => `packages/${name}`,
);
const COPIED = [...PACKAGES, 'apps/mock'];
/** What is installed, by the package that depends on it. */
const INSTALLED = {
  'packages/contract': ['zod', '@trpc/server'],
  'apps/mock': ['commander', 'hono', '@hono/node-server'],
};

/** A copy of all that a mock runs, so that a test may change the contract. */
export interface WorkspaceCopy extends AsyncDisposable {
  /** The copied `portal-mock`. */
  readonly script: string;
  /** What is compiled of it goes with it. */
  readonly env: Readonly<Record<string, string>>;
  /** Replaces a text in a file; throws where it is not. */
  edit(file: string, from: string, to: string): Promise<void>;
}

export async function copyWorkspace(): Promise<WorkspaceCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-mock-'));
  const modules = join(folder, 'node_modules');
  for (const scope of ['@portal', '@trpc', '@hono']) {
    await mkdir(join(modules, scope), { recursive: true });
  }
  for (const path of COPIED) {
    for (const part of ['src', 'package.json']) {
      await cp(join(ROOT, path, part), join(folder, path, part), { recursive: true });
    }
    await symlink(join(folder, path), join(modules, '@portal', path.split('/')[1] ?? ''));
  }
  for (const [path, names] of Object.entries(INSTALLED)) {
    for (const name of names) {
      await symlink(join(ROOT, path, 'node_modules', name), join(modules, name));
    }
  }
  return {
    script: join(folder, 'apps/mock/src/portal-mock.js'),
    env: { NODE_COMPILE_CACHE: join(folder, 'compiled') },
    async edit(file, from, to) {
      const path = join(folder, file);
      const text = await readFile(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not have ${from}`);
      await writeFile(path, text.replace(from, to));
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
