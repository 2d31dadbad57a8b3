import { join } from 'node:path';
import type { Implementation } from './implementation.ts';
import { installFolder } from './processes/install-folder.ts';

const PEERS = inBench('peers');
const MOCK_PEERS = inBench('mock-peers');

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

/** Other mock servers, started by their own commands. */
export const mockPeers: readonly Implementation[] = [
  {
    name: 'prism',
    title: "Prism on Portal's OpenAPI document",
    role: 'peer',
    serves: ['example'],
    program: [join(MOCK_PEERS, 'prism/serve.ts')],
    install: () => installFolder(MOCK_PEERS),
  },
  {
    name: 'json-server',
    title: 'json-server on a file with the example',
    role: 'peer',
    serves: ['example'],
    program: [join(MOCK_PEERS, 'json-server/serve.ts')],
    install: () => installFolder(MOCK_PEERS),
  },
  {
    name: 'mockoon',
    title: "Mockoon's command line on a file with the example",
    role: 'peer',
    serves: ['example'],
    program: [join(MOCK_PEERS, 'mockoon/serve.ts')],
    install: () => installFolder(MOCK_PEERS),
  },
];

function inBench(folder: string): string {
  return join(import.meta.dirname, '..', folder);
}
