import { expect, test } from 'vitest';
import { z } from 'zod';
import { compiledShape } from './compiled-shape.ts';

test('a shape is compiled once, and another by itself', () => {
  const shape = z.object({ id: z.int() });
  expect(compiledShape(shape)).toBe(compiledShape(shape));
  expect(compiledShape(shape)).not.toBe(compiledShape(z.object({ id: z.int() })));
});

test('what is compiled is another than the shape, and judges alike', () => {
  const shape = z.object({ id: z.int() });
  expect(compiledShape(shape)).not.toBe(shape);
  expect(compiledShape(shape).parse({ id: 1, more: true })).toEqual({ id: 1 });
  expect(compiledShape(shape).safeParse({ id: '1' })).toEqual(shape.safeParse({ id: '1' }));
});
