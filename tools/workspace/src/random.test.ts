import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

test.each([
  [0, [0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]],
  [11, [0.5115870486479253, 0.5299464082345366, 0.6081185641232878]],
])('seed %i gives the same numbers on every machine', (seed, expected) => {
  const random = createRandom(seed);
  expect([random(), random(), random()]).toEqual(expected);
});
