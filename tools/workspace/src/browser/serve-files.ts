import { type LocalServer, serveLocally } from './serve-locally.ts';

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };

/** Serves those contents by their path; anything else is a 404. */
export function serveFiles(files: Readonly<Record<string, string>>): Promise<LocalServer> {
  return serveLocally((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const content = Object.hasOwn(files, pathname) ? files[pathname] : undefined;
    const type = TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/html';
    response.writeHead(content === undefined ? 404 : 200, { 'Content-Type': type }).end(content);
  });
}
