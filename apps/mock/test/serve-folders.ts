import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type LocalServer, serveLocally } from '@portal/workspace/serve-locally';

/** Browsers run no script and apply no style of another type. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** A frontend developer's own server: serves each folder under its path; of two that fit a request, the first. */
export function serveFolders(
  folders: readonly (readonly [path: string, folder: string])[],
): Promise<LocalServer> {
  return serveLocally(async (request, response) => {
    const content = await findFile(request.url ?? '/', folders);
    const type = TYPES[extname(content?.file ?? '')] ?? 'text/plain';
    response.writeHead(content ? 200 : 404, { 'Content-Type': type }).end(content?.bytes);
  });
}

interface FoundFile {
  readonly file: string;
  readonly bytes: Buffer;
}

async function findFile(
  target: string,
  folders: readonly (readonly [string, string])[],
): Promise<FoundFile | undefined> {
  const { pathname } = new URL(target, 'http://localhost');
  const path = pathname === '/' ? '/index.html' : pathname;
  const found = folders.find(([start]) => path.startsWith(start));
  if (found === undefined) return undefined;
  const file = join(found[1], path.slice(found[0].length));
  const bytes = await readFile(file).catch(() => undefined);
  return bytes && { file, bytes };
}
