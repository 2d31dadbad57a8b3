import { join } from 'node:path';
import type { Implementation } from './implementation.ts';
import { mockPeers, peers } from './peers.ts';
import { inPackage } from './processes/in-package.ts';

/** Every server that is measured, in the order of the tables. */
export const implementations: readonly Implementation[] = [
  {
    name: 'portal',
    title: 'Portal as its users start it: logs on, limits off',
    role: 'ours',
    serves: ['rest', 'trpc'],
    program: [inPackage('@portal/api', 'src/portal.js'), 'serve', '--json'],
    env: { RATE_LIMIT_USER: '0', RATE_LIMIT_LOGIN: '0' },
  },
  {
    name: 'floor',
    title: 'node:http with the same statements by hand',
    role: 'floor',
    serves: ['rest'],
    program: [inSource('floors/rest/serve.ts')],
    trusting: true,
  },
  ...peers,
  {
    name: 'constant',
    title: 'node:http with one answer',
    role: 'floor',
    serves: ['example'],
    program: [inSource('floors/rest-constant/serve.ts')],
    trusting: true,
  },
  {
    name: 'trpc-floor',
    title: "tRPC's own handler with the same statements by hand",
    role: 'floor',
    serves: ['trpc'],
    program: [inSource('floors/trpc/serve.ts')],
    trusting: true,
  },
  {
    name: 'trpc-constant',
    title: "tRPC's own handler with one answer",
    role: 'floor',
    serves: ['trpc-example'],
    program: [inSource('floors/trpc-constant/serve.ts')],
    trusting: true,
  },
  {
    name: 'mock',
    title: "Portal's mock as its users start it",
    role: 'ours',
    serves: ['example'],
    program: [inPackage('@portal/mock', 'src/portal-mock.js'), '--port', '0'],
  },
  ...mockPeers,
];

function inSource(path: string): string {
  return join(import.meta.dirname, path);
}
