import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INSTALLED = fileURLToPath(new URL('../node_modules', import.meta.url));
const WORKER = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');

/** A frontend developer's folder, in which MSW and `@portal/mocks` are installed. */
export interface FrontendProject extends AsyncDisposable {
  readonly path: string;
}

/** Puts files in a folder of their own, by their paths, and MSW's worker script in its `public`. */
export async function createFrontendProject(
  files: Readonly<Record<string, string | URL>>,
): Promise<FrontendProject> {
  const path = await mkdtemp(join(tmpdir(), 'frontend-'));
  await symlink(INSTALLED, join(path, 'node_modules'));
  await cp(WORKER, join(path, 'public/mockServiceWorker.js'));
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name);
    await mkdir(dirname(file), { recursive: true });
    await (content instanceof URL ? cp(content, file) : writeFile(file, content));
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
