import { expect, test } from 'vitest';
import { usernameKey } from './username-key.ts';

test.for<[string, string]>([
  ['ExampleUser', 'exampleuser'],
  ['EXAMPLEUSER', 'exampleuser'],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'],
  ['A.b_C-9', 'a.b_c-9'],
])('%s is the same name as %s', ([one, other]) => {
  expect(usernameKey(one)).toBe(usernameKey(other));
});

test.for<[string, string, string]>([
  ['a hyphen is no underscore', 'a-b', 'a_b'],
  ['a trailing space counts', 'abc', 'abc '],
  ['the Kelvin sign is no k', '\u212Aelvin', 'kelvin'],
  ['a dotless i is no i', 'mar\u0131a', 'maria'],
  ['a dotted capital I is no i', 'mar\u0130a', 'maria'],
  ['letters beyond ASCII keep their case', 'É', 'é'],
  ['an accent in one or two characters differs', 'jos\u00E9', 'jose\u0301'],
])('%s', ([, one, other]) => {
  expect(usernameKey(one)).not.toBe(usernameKey(other));
});

test('what is no ASCII letter stays as it is', () => {
  expect(usernameKey('@[`{\u212A\u0131\u0130É 09._-')).toBe('@[`{\u212A\u0131\u0130É 09._-');
});
