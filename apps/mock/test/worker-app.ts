import { join } from 'node:path';
import type { LocalServer } from '@portal/workspace/serve-locally';
import { build } from 'vite';
import { createFrontendProject } from './frontend-project.ts';
import { serveFolders } from './serve-folders.ts';

/** An app that starts MSW by that program, built by Vite and served as it would be. */
export async function serveWorkerApp(startWorker: string): Promise<LocalServer> {
  await using made = new AsyncDisposableStack();
  const { path } = made.use(
    await createFrontendProject({
      'index.html': new URL('worker-page/index.html', import.meta.url),
      'main.js': new URL('worker-page/main.js', import.meta.url),
      'app.js': new URL('app-page/app.js', import.meta.url),
      'start-worker.ts': `${startWorker}\nexport { worker };\n`,
    }),
  );
  await build({ root: path, configFile: false, logLevel: 'error' });
  const { url } = made.use(await serveFolders([['/', join(path, 'dist')]]));
  const kept = made.move();
  return { url, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
