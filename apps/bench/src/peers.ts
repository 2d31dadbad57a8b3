import { join } from 'node:path';
import type { Implementation } from './implementation.ts';
import { installFolder } from './processes/install-folder.ts';

const PEERS = inBench('peers');

/** What a user would pick instead of Portal's own stack, written as its users would. */
export const peers: readonly Implementation[] = [
  {
    name: 'fastify',
    title: 'Fastify 5, schemas for all that comes and goes, better-sqlite3',
    role: 'peer',
    serves: ['rest'],
    program: [join(PEERS, 'fastify/serve.ts')],
    install: () => installFolder(PEERS),
  },
  {
    name: 'express',
    title: 'Express 5 with zod and Drizzle',
    role: 'peer',
    serves: ['rest'],
    program: [join(PEERS, 'express/serve.ts')],
    install: () => installFolder(PEERS),
  },
  {
    name: 'orpc',
    title: "oRPC's OpenAPI handler with zod and better-sqlite3",
    role: 'peer',
    serves: ['rest'],
    program: [join(PEERS, 'orpc/serve.ts')],
    install: () => installFolder(PEERS),
  },
];

function inBench(folder: string): string {
  return join(import.meta.dirname, '..', folder);
}
