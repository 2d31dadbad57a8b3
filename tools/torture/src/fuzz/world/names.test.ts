import { createRandom } from '@portal/workspace/random';
import { expect, test } from 'vitest';
import { isName, isOwned, toOwned } from './names.ts';

const LANES = 8;
const lanes = Array.from({ length: LANES }, (_, lane) => ({
  lane,
  lanes: LANES,
  random: createRandom(lane),
}));

test.each(['abc', '__proto__', 'Some.Body', 'x'.repeat(32)])(
  'the name %s is of one lane, in either case',
  (name) => {
    const owners = lanes.filter((owner) => isOwned(owner, name));
    expect(owners).toHaveLength(1);
    expect(lanes.filter((owner) => isOwned(owner, name.toUpperCase()))).toEqual(owners);
  },
);

test.each(['abc', '__proto__', 'x'.repeat(32)])('%s made a name of any lane is one', (name) => {
  for (const owner of lanes) {
    const own = toOwned(owner, name);
    expect([isName(own), isOwned(owner, own)]).toEqual([true, true]);
  }
});

test.each(['', 'ab', 'a b', 'x'.repeat(33)])('%j is no name and stays as it is', (text) => {
  for (const owner of lanes) expect(toOwned(owner, text)).toBe(text);
});
