import { expect, test } from 'vitest';
import { createMember } from '../population/members.ts';
import { countCallers, toCookie, toToken } from '../population/world.ts';
import { createDraw, type DrawOptions } from './draw.ts';

const world = { users: 100, seed: 1 };
const options: DrawOptions = { world, seed: 1, named: 0 };
const DRAWS = 2000;

test('the same seed draws the same, another seed something else', () => {
  expect(drawAll(options)).toEqual(drawAll(options));
  expect(drawAll({ ...options, seed: 2 })).not.toEqual(drawAll(options));
});

test('every caller is drawn, and nobody but callers', () => {
  const draw = createDraw(options);
  const cookies = new Set(Array.from({ length: DRAWS }, () => draw.caller()));
  expect(cookies).toEqual(new Set(sessionsOf(0, countCallers(world))));
});

test('every ordinary user who keeps the name is looked at, and no caller, whose name changes', () => {
  const draw = createDraw(options);
  const names = new Set(Array.from({ length: DRAWS }, () => draw.member()));
  const others = Array.from({ length: 50 }, (_, at) => createMember(world, 50 + at).user.username);
  expect(names).toEqual(new Set(others));
});

test('no name is given twice, and none that was given before', () => {
  const draw = createDraw({ ...options, named: 7 });
  expect(Array.from({ length: 3 }, () => draw.freshName())).toEqual([
    'Fresh.7',
    'Fresh.8',
    'Fresh.9',
  ]);
});

test('a stranger has the form of a session, and is another each time', () => {
  const draw = createDraw(options);
  const cookies = Array.from({ length: 100 }, () => draw.stranger());
  expect(new Set(cookies).size).toBe(100);
  expect(cookies.filter((cookie) => !/^psession=[0-9a-f]{64}$/.test(cookie))).toEqual([]);
});

function drawAll(given: DrawOptions) {
  const draw = createDraw(given);
  return [draw.caller(), draw.owner(), draw.member(), draw.veteran(), draw.stranger()];
}

function sessionsOf(from: number, end: number): readonly string[] {
  return Array.from({ length: end - from }, (_, at) =>
    toCookie(toToken(world, createMember(world, from + at).user.id)),
  );
}
