import { createRandom } from '@portal/workspace/random';
import { expect, test } from 'vitest';
import { isName, isOwned, toOwned } from './names.ts';

const WORKERS = 8;
const workers = Array.from({ length: WORKERS }, (_, worker) => ({
  worker,
  workers: WORKERS,
  random: createRandom(worker),
}));

test.each(['abc', '__proto__', 'Some.Body', 'x'.repeat(32)])(
  'the name %s is of one worker, in either case',
  (name) => {
    const owners = workers.filter((owner) => isOwned(owner, name));
    expect(owners).toHaveLength(1);
    expect(workers.filter((owner) => isOwned(owner, name.toUpperCase()))).toEqual(owners);
  },
);

test.each(['abc', '__proto__', 'x'.repeat(32)])('%s made a name of any worker is one', (name) => {
  for (const owner of workers) {
    const own = toOwned(owner, name);
    expect([isName(own), isOwned(owner, own)]).toEqual([true, true]);
  }
});

test.each(['', 'ab', 'a b', 'x'.repeat(33)])('%j is no name and stays as it is', (text) => {
  for (const owner of workers) expect(toOwned(owner, text)).toBe(text);
});
