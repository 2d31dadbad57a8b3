import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { document, operationsOf } from '../../test/openapi-document.ts';
import { collectShapes, contractShapes } from '../../test/reachable-shapes.ts';
import { operationEntries } from '../operations/operations.ts';
import { createOpenApiDocument } from './create-openapi-document.ts';

const { components } = document;
const nodes = collectNodes(document);
const references = nodes.flatMap((node) => ('$ref' in node ? [String(node['$ref'])] : []));

describe('the OpenAPI document', () => {
  test('is of version 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
  });

  test('is JSON, and the same each time it is made', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(JSON.stringify(createOpenApiDocument())).toBe(JSON.stringify(document));
  });

  test('has what every reference refers to', () => {
    const lost = references.filter((reference) => resolve(reference) === undefined);
    expect(references).not.toEqual([]);
    expect(lost).toEqual([]);
  });

  test('refers to every schema and header it has', () => {
    const schemas = Object.keys(components.schemas).map((id) => `#/components/schemas/${id}`);
    const headers = Object.keys(components.headers).map((id) => `#/components/headers/${id}`);
    expect([...new Set(references)].sort()).toEqual([...schemas, ...headers].sort());
  });

  test('asks for the session cookie everywhere', () => {
    expect(document.security).toEqual([{ session: [] }]);
    expect(components.securitySchemes).toEqual({
      session: expect.objectContaining({ type: 'apiKey', in: 'cookie', name: 'psession' }),
    });
  });

  test('leaves room for more keys: no schema forbids what it does not name', () => {
    expect(nodes.filter((node) => 'additionalProperties' in node)).toEqual([]);
  });

  test('holds no bound or pattern that only restates a type', () => {
    const bounds = nodes.flatMap((node) => [node['maximum'], node['minimum']]);
    expect(bounds.filter((bound) => Math.abs(Number(bound ?? 0)) >= 2 ** 53 - 1)).toEqual([]);
    expect(nodes.filter((node) => 'pattern' in node && 'format' in node)).toEqual([]);
  });

  test('has an operation for each of the table and no other', () => {
    const found = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => [operationId, method, path]),
    );
    const table = operationEntries.map(([id, { method, path }]) => [
      id,
      method.toLowerCase(),
      path,
    ]);
    expect(found.sort()).toEqual(table.sort());
  });

  test('declares the tags that its operations have', () => {
    const used = operationsOf(document).flatMap(({ tags }) => tags);
    expect([...new Set(used)]).toEqual(document.tags.map(({ name }) => name));
  });
});

describe('the schemas of the document', () => {
  const shapes = collectShapes(contractShapes).flatMap((shape) => {
    const { id } = shape.meta() ?? {};
    return id === undefined ? [] : [[id, shape as z.ZodObject] as const];
  });

  test.each(shapes)(
    '%s has the fields of its shape, in order, and says which must be there',
    (id, shape) => {
      const { properties = {}, required = [] } = components.schemas[id] ?? {};
      expect(Object.keys(properties)).toEqual(Object.keys(shape.shape));
      const fields = Object.entries(shape.shape);
      const needed = fields.filter(([, field]) => !field.safeParse(undefined).success);
      expect(required).toEqual(needed.map(([key]) => key));
    },
  );

  test.each(shapes)('%s says what it is', (id, shape) => {
    expect(components.schemas[id]?.description).toBe(shape.meta()?.description);
  });

  test('the input of an update tells which values may pass', () => {
    expect(components.schemas['UpdateMeInput']?.properties).toMatchObject({
      username: {
        type: ['string', 'null'],
        minLength: 3,
        maxLength: 32,
        pattern: '^[A-Za-z0-9._-]*$',
      },
      avatar_source: {
        enum: [
          '',
          'discord',
          'telegram',
          'discord_0',
          'discord_1',
          'discord_2',
          'discord_3',
          'discord_4',
          'discord_5',
          null,
        ],
      },
    });
  });
});

/** The target of a reference within this document. */
function resolve(reference: string): unknown {
  const [start, ...keys] = reference.split('/');
  if (start !== '#') return undefined;
  return keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], document);
}

/** Every object in the document, except inside examples, which are data. */
function collectNodes(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(collectNodes);
  if (typeof value !== 'object' || value === null) return [];
  const { examples: _, example: __, ...node } = value as Record<string, unknown>;
  return [node, ...Object.values(node).flatMap(collectNodes)];
}
