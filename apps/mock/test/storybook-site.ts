import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LocalServer } from '@portal/workspace/serve-locally';
import { createFrontendProject } from './frontend-project.ts';
import { serveFolders } from './serve-folders.ts';

const run = promisify(execFile);
const MAIN = {
  framework: '@storybook/html-vite',
  addons: ['msw-storybook-addon'],
  stories: ['../*.stories.ts'],
  staticDirs: ['../public'],
};
const TYPES = {
  extends: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
  include: ['*.ts', '.storybook/*.ts'],
  compilerOptions: { types: ['msw-storybook-addon/types'] },
};

/** A Storybook as it is published: built, and served as files. */
export interface StorybookSite extends LocalServer {
  /** What TypeScript has against its sources, as it prints it. */
  findTypeErrors(): Promise<string>;
}

/** Builds a Storybook of programs, each in the file that its first line names. */
export async function serveStorybook(programs: readonly string[]): Promise<StorybookSite> {
  await using made = new AsyncDisposableStack();
  const { path } = made.use(
    await createFrontendProject({
      ...Object.fromEntries(
        programs.map((program) => [/^\/\/ (.+)$/m.exec(program)?.[1], program]),
      ),
      'create-profile.ts': new URL('storybook/create-profile.ts', import.meta.url),
      '.storybook/main.ts': `export default ${JSON.stringify(MAIN)};`,
      'tsconfig.json': JSON.stringify(TYPES),
      'package.json': '{"type":"module"}',
    }),
  );
  await build(path);
  const { url } = made.use(await serveFolders([['/', join(path, 'storybook-static')]]));
  const kept = made.move();
  return {
    url,
    async findTypeErrors() {
      const tsc = run('node_modules/.bin/tsc', ['--project', '.'], { cwd: path });
      const ended = await tsc.catch((error: { stdout: string }) => error);
      return ended.stdout || (ended instanceof Error ? ended.message : '');
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Storybook notes what it does in the home folder, and keeps what it can use again among what is installed. */
async function build(cwd: string): Promise<void> {
  const env = { ...process.env, HOME: cwd, CACHE_DIR: join(cwd, 'cache') };
  await run('node_modules/.bin/storybook', ['build', '--disable-telemetry'], { cwd, env });
}
