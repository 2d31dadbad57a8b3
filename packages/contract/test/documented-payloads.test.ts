import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documentedPayloads } from '../src/documented/documented-payloads.ts';
import { operationEntries } from '../src/operations/operations.ts';

/** SHA-256 of each example as it was published; a payload that is put in order here is no longer the documented one. */
const published: Readonly<Record<string, string>> = {
  'users.me': 'ba834d4339097bc2ed971a67867ca39911ac864f619b7b8291ef2861f1977300',
  'users.updateMe': 'ab055a70a2ac95499aed095affd59fd25ed17feb736a95e0901e85b79b576803',
  'users.profile': 'c4f7611ac65d7e89a2034da0cbf6a5129b2acc010d23e5700a3094cc974d9235',
};

test('every operation has a documented payload of its own, and no payload is left over', () => {
  const own = operationEntries.map(([id, { documented }]) => [id, documented]);
  expect(Object.fromEntries(own)).toEqual(documentedPayloads);
  expect(Object.keys(published).sort()).toEqual(Object.keys(documentedPayloads).sort());
});

describe.each(operationEntries)('the documented payload of %s', (id, { documented, output }) => {
  const file = readFileSync(new URL(`../src/documented/${id}.200.json`, import.meta.url), 'utf8');

  test('is the published one, byte for byte', () => {
    expect(createHash('sha256').update(file).digest('hex')).toBe(published[id]);
    expect(toText(documented?.payload)).toBe(file);
  });

  test('says where it was published, and as what', () => {
    expect(documented?.status).toBe(200);
    expect(documented?.source).toMatch(/^Portal API documentation, .+, example response$/);
  });

  test('comes out of its output shape with the same keys in the same order', () => {
    expect(toText(output.parse(JSON.parse(file)))).toBe(file);
    expect(toText(z.compile(output).parse(JSON.parse(file)))).toBe(file);
  });

  test('comes out in the documented order also when its keys go in backwards', () => {
    expect(toText(output.parse(reverseKeys(JSON.parse(file))))).toBe(file);
    expect(toText(z.compile(output).parse(reverseKeys(JSON.parse(file))))).toBe(file);
  });
});

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, reverseKeys(part)]);
  return Object.fromEntries(entries.reverse());
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
