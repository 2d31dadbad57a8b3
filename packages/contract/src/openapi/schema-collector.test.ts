import { expect, test } from 'vitest';
import { z } from 'zod';
import { SchemaCollector } from './schema-collector.ts';

const Pet = z.object({ name: z.string() }).meta({ id: 'Pet' });

test('a shape with an id is kept once and answered as a reference', () => {
  const collector = new SchemaCollector();
  expect(collector.add(Pet, 'output')).toEqual({ $ref: '#/components/schemas/Pet' });
  expect(collector.add(z.array(Pet), 'output')).toEqual({
    type: 'array',
    items: { $ref: '#/components/schemas/Pet' },
  });
  expect(Object.keys(collector.schemas)).toEqual(['Pet']);
});

test('a shape without an id is answered in place', () => {
  const collector = new SchemaCollector();
  expect(collector.add(z.object({ age: z.int().positive() }), 'output')).toEqual({
    type: 'object',
    properties: { age: { type: 'integer', exclusiveMinimum: 0 } },
    required: ['age'],
  });
  expect(collector.schemas).toEqual({});
});

test('one id for two shapes is refused', () => {
  const collector = new SchemaCollector();
  collector.add(Pet, 'output');
  const other = z.object({ title: z.string() }).meta({ id: 'Other' });
  expect(() => collector.add(other.meta({ id: 'Pet' }), 'output')).toThrow(
    'schema Pet differs between its uses: give it two ids',
  );
});

test('a shape that reads differently going in and coming out needs two ids', () => {
  const collector = new SchemaCollector();
  const Count = z.object({ count: z.int().default(0) }).meta({ id: 'Count' });
  collector.add(Count, 'input');
  expect(() => collector.add(Count, 'output')).toThrow('schema Count differs between its uses');
});

test('a timestamp has its format without the pattern, and whole numbers no bounds of JavaScript', () => {
  const collector = new SchemaCollector();
  expect(collector.add(z.iso.datetime(), 'output')).toEqual({
    type: 'string',
    format: 'date-time',
  });
  expect(collector.add(z.int(), 'output')).toEqual({ type: 'integer' });
  expect(collector.add(z.literal([0, 1]), 'output')).toEqual({ type: 'integer', enum: [0, 1] });
});

test('converting leaves the shape as strict as it was', () => {
  new SchemaCollector().add(Pet, 'output');
  expect(Pet.safeParse({ name: 5 }).success).toBe(false);
  expect(Pet.parse({ name: 'Rex', age: 3 })).toEqual({ name: 'Rex' });
});
