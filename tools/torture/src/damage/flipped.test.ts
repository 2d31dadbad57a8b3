import { createRandom } from '@portal/workspace/random';
import { expect, test } from 'vitest';
import { flipAtRandom, toSchema } from './flipped.ts';

test('a shape keeps numbers, nulls and fields, and forgets what texts say', () => {
  expect(toSchema('{"a":"x\\"y","b":1}')).toBe(toSchema('{"a":"","b":1}'));
  expect(toSchema('{"a":"x"}')).not.toBe(toSchema('{"a":null}'));
  expect(toSchema('{"a":1}')).not.toBe(toSchema('{"a":2}'));
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
