import { createRandom } from '@portal/tooling/random';
import { expect, test } from 'vitest';
import { flipAtRandom, toShape } from './flipped.ts';

test('a shape keeps numbers, nulls and fields, and forgets what texts say', () => {
  expect(toShape('{"a":"x\\"y","b":1}')).toBe(toShape('{"a":"","b":1}'));
  expect(toShape('{"a":"x"}')).not.toBe(toShape('{"a":null}'));
  expect(toShape('{"a":1}')).not.toBe(toShape('{"a":2}'));
});

test('the same seed flips the same one to three bytes', () => {
  const bytes = Buffer.alloc(1000);
  const [random, again] = [createRandom(7), createRandom(7)];
  for (let count = 0; count < 50; count++) {
    const { '': changed } = flipAtRandom(bytes, random);
    const different = [...(changed ?? [])].filter((byte) => byte !== 0).length;
    expect(different).toBeGreaterThanOrEqual(1);
    expect(different).toBeLessThanOrEqual(3);
    expect(flipAtRandom(bytes, again)).toEqual({ '': changed });
  }
});
