import { expect, test } from 'vitest';
import { z } from 'zod';
import { compiledSchema } from './compiled-schema.ts';

test('a shape is compiled once, and another by itself', () => {
  const shape = z.object({ id: z.int() });
  expect(compiledSchema(shape)).toBe(compiledSchema(shape));
  expect(compiledSchema(shape)).not.toBe(compiledSchema(z.object({ id: z.int() })));
});

test('what is compiled is another than the shape, and judges alike', () => {
  const shape = z.object({ id: z.int() });
  expect(compiledSchema(shape)).not.toBe(shape);
  expect(compiledSchema(shape).parse({ id: 1, more: true })).toEqual({ id: 1 });
  expect(compiledSchema(shape).safeParse({ id: '1' })).toEqual(shape.safeParse({ id: '1' }));
});
