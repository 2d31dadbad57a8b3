import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** Browsers run no script and apply no style of another type. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** A frontend developer's own server: files on a port of its own. */
export interface FileServer extends AsyncDisposable {
  readonly url: string;
}

/** Serves each folder under its path; of two that fit a request, the first. */
export async function serveFolders(
  folders: readonly (readonly [path: string, folder: string])[],
): Promise<FileServer> {
  const server = createServer(async (request, response) => {
    const content = await findFile(request.url ?? '/', folders);
    const type = TYPES[extname(content?.file ?? '')] ?? 'text/plain';
    response.writeHead(content ? 200 : 404, { 'Content-Type': type }).end(content?.bytes);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
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
