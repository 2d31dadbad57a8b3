import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { UpdateMeInput } from './update-schemas.ts';

const values = ['newname', '', null, 5, true, [], {}, ['a'], { a: 1 }];

describe.each([
  ['as written', UpdateMeInput],
  ['compiled', z.compile(UpdateMeInput)],
])('the input of an update, %s', (_name, shape) => {
  test.each(values)('hands on %j in either field, for the domain to judge', (value) => {
    expect(shape.parse({ username: value })).toEqual({ username: value });
    expect(shape.parse({ avatar_source: value })).toEqual({ avatar_source: value });
  });

  test('tells a field that was not given from one that was given as null', () => {
    expect(Object.keys(shape.parse({}))).toEqual([]);
    expect(Object.keys(shape.parse({ username: null }))).toEqual(['username']);
  });

  test('drops keys it does not know, also those with a meaning in JavaScript', () => {
    const body = JSON.parse('{"username":"a","id":1,"__proto__":{"avatar_source":"x"},"state":0}');
    const parsed = shape.parse(body);
    expect(Object.keys(parsed)).toEqual(['username']);
    expect(parsed.avatar_source).toBeUndefined();
  });

  test.each([null, undefined, 'text', 5, true, [], [{ username: 'a' }]])(
    'refuses %j, which is no object',
    (body) => {
      expect(shape.safeParse(body).success).toBe(false);
    },
  );
});
