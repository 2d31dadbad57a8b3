import type { Random } from '@portal/workspace/random';
import { findByName, type World } from '../world/model.ts';
import { isName, NAME_CHARACTERS, toOwned } from '../world/names.ts';
import type { Schema } from './document.ts';
import { below, pick, pickWeighted, repeat } from './pick.ts';

/** What trimming, folding, decoding or a careless pattern would let through. */
const ODD_CHARACTERS = [
  ...['\u212A', '\u0130', '\u0131', '\u017F', '\uFF41', '\u0430', '\u0661', '\u00E9', '\u0301'],
  ...['\0', '\u200B', '\uFEFF', '\u00A0', '\u2028', '\n', '\r', '\t', ' ', '\u{1F600}', '\u202E'],
  ...['\uD83D', '\uDE00', '\uFFFF', '\u0085', '\u001B', '\u007F', '\u0080'],
  ...['/', '\\', '?', '#', '%', '%2e', '%2F', '%00', '..', ';', ',', '+', '&', '=', '"', "'", '<'],
];

/** Words that mean something to a router, to JavaScript or to SQL. */
export const LOADED_WORDS = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'length'],
  ...['__defineGetter__', 'null', 'undefined', 'NaN', 'true', 'me', 'update', 'users', 'profile'],
  ...['...', '-rf', '.well-known', "' or 1=1--", '"; drop table users', '%s%n', '{{7*7}}', '*'],
  ...['select', 'Infinity', '1e3', '0x10', '-0', 'discord', 'users.me', '../me', 'a/../b'],
];

/** Any text: names there are in any case, names that could be, and what is none. */
export function createText(world: World): string {
  const { random } = world;
  const make = pickWeighted<(world: World) => string>(random, [
    [6, createNewName],
    [6, createExistingName],
    [2, createBoundaryName],
    [3, createOddText],
    [2, () => pick(random, LOADED_WORDS)],
    [1, createAnyText],
  ]);
  return toOwned(world, make(world));
}

export function createNewName(world: World): string {
  const length = 3 + below(world.random, 30);
  return toOwned(world, toWord(world.random, length));
}

/** A name that somebody has, each letter in either case. */
export function createExistingName({ random, users }: World): string {
  const turn = (character: string) =>
    random() < 0.5 ? character.toLowerCase() : character.toUpperCase();
  return [...pick(random, users).username].map(turn).join('');
}

function createBoundaryName({ random }: World): string {
  return toWord(random, pick(random, [0, 1, 2, 3, 4, 31, 32, 33, 255, 4096]));
}

function createOddText({ random }: World): string {
  const characters = [...NAME_CHARACTERS, ...ODD_CHARACTERS, ...ODD_CHARACTERS];
  return repeat(below(random, 36), () => pick(random, characters)).join('');
}

function createAnyText({ random }: World): string {
  return String.fromCharCode(...repeat(below(random, 36), () => below(random, 0x10000)));
}

function toWord(random: Random, length: number): string {
  return repeat(length, () => pick(random, NAME_CHARACTERS)).join('');
}

/** A value that a schema allows, at its bounds as often as between them. */
export function createValidValue(world: World, schema: Schema): unknown {
  const { random } = world;
  if (schema.enum !== undefined) return pick(random, schema.enum);
  const types = [schema.type ?? 'string'].flat();
  const type = pick(random, types.length > 1 && random() < 0.9 ? types.slice(0, 1) : types);
  if (type === 'null') return null;
  if (type !== 'string') throw new Error(`nothing makes a value of type ${type} yet`);
  const { minLength: least = 0, maxLength: most = 64, pattern = '' } = schema;
  const between = least + below(random, most - least + 1);
  const length = pick(random, [least, least + 1, most - 1, most, between, between]);
  const allowed = ASCII.filter((character) => new RegExp(pattern).test(character));
  const text = repeat(length, () => pick(random, allowed)).join('');
  return findByName(world, text) === undefined && isName(text) ? toOwned(world, text) : text;
}

const ASCII = repeat(128, (code) => String.fromCharCode(code));
