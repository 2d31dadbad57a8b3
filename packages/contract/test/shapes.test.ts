import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as contract from '../src/index.ts';
import { createOpenApiDocument } from '../src/openapi/create-openapi-document.ts';
import { collectShapes, contractShapes } from './reachable-shapes.ts';

const shapes = collectShapes(contractShapes);
const named = shapes.flatMap((shape) => {
  const { id } = shape.meta() ?? {};
  return id === undefined ? [] : [[id, shape] as const];
});
const exampled = shapes.flatMap((shape) => {
  const { id, description, examples = [] } = shape.meta() ?? {};
  return (examples as unknown[]).map((example) => [id ?? description, shape, example] as const);
});

describe('every shape with an id', () => {
  test('is a schema of the OpenAPI document, and the other way round', () => {
    const { schemas } = createOpenApiDocument()['components'] as { schemas: object };
    expect(named.map(([id]) => id).sort()).toEqual(Object.keys(schemas).sort());
  });

  test('has an id of its own', () => {
    const ids = named.map(([id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test.each(named)('%s says what it is', (_id, shape) => {
    expect(shape.meta()?.description).toMatch(/^\S.*\.$/);
  });

  test.each(named)('%s shows an example', (_id, shape) => {
    expect(shape.meta()?.['examples']).toEqual([expect.anything()]);
  });

  test('is used by an operation or an error when it is exported', () => {
    const exported = Object.values(contract).filter((value) => value instanceof z.ZodObject);
    const ids = exported.flatMap((shape) => shape.meta()?.id ?? []);
    expect(named.map(([id]) => id)).toEqual(expect.arrayContaining(ids));
  });
});

describe.each([
  ['as written', (shape: z.ZodType) => shape],
  ['compiled', (shape: z.ZodType) => z.compile(shape)],
])('an example, with the shape %s,', (_name, prepare) => {
  test.each(exampled)('of %s comes out as it went in', (_id, shape, example) => {
    expect(toText(prepare(shape).parse(example))).toBe(toText(example));
  });
});

/** As text, because `toEqual` does not see the order of keys. */
function toText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
