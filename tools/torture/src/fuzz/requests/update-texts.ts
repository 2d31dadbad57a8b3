import type { World } from '../world/model.ts';
import type { Schema } from './document.ts';
import { below, pick, pickWeighted, repeat } from './pick.ts';
import { createText, createValidValue, LOADED_WORDS } from './texts.ts';

/** Bytes that a body may have. */
export const MAX_BODY_SIZE = 16 * 1024;
const PLAIN_VALUES = ['null', 'true', 'false', '0', '-1', '1e400', '0.1', '""', '{}', '[]'];

/** The JSON text of an update; its bytes matter, for a key may be in it twice. */
export function createUpdateText(world: World, schema: Schema): string {
  const make = pickWeighted<() => string>(world.random, [
    [8, () => createValidUpdate(world, schema)],
    [6, () => toObject(createMembers(world, schema))],
    [5, () => toObject([...createMembers(world, schema), ...createHostileMembers(world, schema)])],
    [1, () => pick(world.random, [...PLAIN_VALUES, '[{"username":"changed"}]', '"username"'])],
  ]);
  const text = make();
  return Buffer.byteLength(text) > MAX_BODY_SIZE ? '{}' : text;
}

function createValidUpdate(world: World, { properties = {} }: Schema): string {
  const chosen = Object.entries(properties).filter(() => world.random() < 0.7);
  return JSON.stringify(
    Object.fromEntries(chosen.map(([key, schema]) => [key, createValidValue(world, schema)])),
  );
}

/** A member as its text, since an object has each key once. */
type Member = string;

/** Documented keys, each with a value of any kind. */
function createMembers(world: World, { properties = {} }: Schema): readonly Member[] {
  const chosen = Object.entries(properties).filter(() => world.random() < 0.7);
  return chosen.map(([key, schema]) => `"${key}":${createValue(world, schema)}`);
}

function createValue(world: World, schema: Schema): string {
  const { random } = world;
  const make = pickWeighted<() => string>(random, [
    [4, () => JSON.stringify(createValidValue(world, schema))],
    [4, () => JSON.stringify(createText(world))],
    [1, () => pick(random, PLAIN_VALUES)],
    [1, () => createNested(world)],
  ]);
  return make();
}

function createHostileMembers(world: World, schema: Schema): readonly Member[] {
  const { random } = world;
  const keys = Object.keys(schema.properties ?? {});
  return repeat(1 + below(random, 3), () => {
    const key = pick(random, keys);
    const value = createValue(world, schema.properties?.[key] ?? {});
    return pick(random, [
      `"${key}":${value}`,
      `"${escapeOne(key, below(random, key.length))}":${value}`,
      `"${key.toUpperCase()}":${value}`,
      `"__proto__":{"${key}":${value},"polluted":1}`,
      `"constructor":{"prototype":{"${key}":${value},"polluted":1}}`,
      `"x":[{"y":{"__proto__":{"${key}":${value}}}}]`,
      `${JSON.stringify(pick(random, LOADED_WORDS))}:${value}`,
      `${JSON.stringify(createText(world))}:${createNested(world)}`,
    ]);
  });
}

/** The same key in another spelling. */
function escapeOne(key: string, at: number): string {
  const code = key.charCodeAt(at).toString(16).padStart(4, '0');
  return `${key.slice(0, at)}\\u${code}${key.slice(at + 1)}`;
}

function createNested({ random }: World): string {
  const depth = pick(random, [1, 2, 8, 100, 2000]);
  return pick(random, [
    `${'['.repeat(depth)}${']'.repeat(depth)}`,
    `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
    `${'{"__proto__":'.repeat(Math.min(depth, 500))}null${'}'.repeat(Math.min(depth, 500))}`,
  ]);
}

function toObject(members: readonly Member[]): string {
  return `{${members.join(',')}}`;
}
