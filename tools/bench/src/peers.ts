import { join } from 'node:path';
import type { Implementation, Service } from './implementation.ts';
import { installFolder } from './processes/install-folder.ts';

export const PEERS_FOLDER = join(import.meta.dirname, '../peers');

/** What a user would pick instead of Portal's own stack, written as its users would write it. */
export const peers: readonly Implementation[] = [
  toPeer('hono', 'Hono on @hono/node-server with zod and better-sqlite3', 'rest'),
  toPeer('fastify', 'Fastify 5 with JSON schemas and better-sqlite3', 'rest'),
  toPeer('prism', "Prism on Portal's OpenAPI document", 'example'),
];

function toPeer(name: string, title: string, service: Service): Implementation {
  return {
    name,
    title,
    role: 'peer',
    serves: [service],
    program: [join(PEERS_FOLDER, name, 'serve.ts')],
    install: () => installFolder(PEERS_FOLDER),
  };
}
