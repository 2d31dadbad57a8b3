import { join } from 'node:path';
import type { Implementation, Service } from './implementation.ts';
import { peers } from './peers.ts';
import { ours } from './portal.ts';

/** Every server that is measured, in the order of the tables. */
export const implementations: readonly Implementation[] = [
  ours[0],
  toBaseline('baseline', 'node:http with the same statements by hand', ['rest', 'rest']),
  ...peers.filter(({ serves }) => serves.includes('rest')),
  toBaseline('constant', 'node:http with one answer', ['rest-constant', 'example']),
  toBaseline('trpc-baseline', "tRPC's own handler with the same statements by hand", [
    'trpc',
    'trpc',
  ]),
  toBaseline('trpc-constant', "tRPC's own handler with one answer", [
    'trpc-constant',
    'trpc-example',
  ]),
  ours[1],
  ...peers.filter(({ serves }) => serves.includes('example')),
];

function toBaseline(
  name: string,
  title: string,
  [folder, service]: readonly [folder: string, service: Service],
): Implementation {
  const program = join(import.meta.dirname, 'baselines', folder, 'serve.ts');
  return { name, title, role: 'baseline', serves: [service], program: [program], trusting: true };
}
