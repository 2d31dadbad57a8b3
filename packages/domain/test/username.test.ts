import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseUsername } from '../src/username/parse-username.ts';
import { usernameKey } from '../src/username/username-key.ts';
import {
  anyText,
  anyValue,
  codePointText,
  graphemeText,
  nameLikeText,
  spoiledName,
} from './arbitrary-text.ts';
import { isSameName, judgeUsername } from './oracle.ts';

describe('the verdict on a username is that of the rules written a second time', () => {
  test.for([
    { kind: 'any text', input: anyText },
    { kind: 'any code points', input: codePointText },
    { kind: 'any graphemes', input: graphemeText },
    { kind: 'almost names', input: nameLikeText },
    { kind: 'names with one odd character', input: spoiledName },
    { kind: 'anything', input: anyValue },
  ])('for $kind', ({ input }) => {
    fc.assert(
      fc.property(input, (value) => {
        expect(verdictOn(value)).toBe(judgeUsername(value));
      }),
      { numRuns: 1000 },
    );
  });

  test('for every code unit inside a name', () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => unit);
    const disagreed = units.filter((unit) => {
      const name = `ab${String.fromCharCode(unit)}cd`;
      return verdictOn(name) !== judgeUsername(name);
    });
    expect(disagreed).toEqual([]);
  });
});

test('an accepted username is the very text that was given', () => {
  fc.assert(
    fc.property(nameLikeText, (name) => {
      const parsed = parseUsername(name);
      fc.pre(parsed.ok);
      expect(parsed).toEqual({ ok: true, value: name });
    }),
  );
});

describe('the key of a username', () => {
  test('is its own key', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(usernameKey(usernameKey(name))).toBe(usernameKey(name));
      }),
    );
  });

  test('is the same name', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(isSameName(usernameKey(name), name)).toBe(true);
      }),
    );
  });

  test('is shared exactly by names that differ in ASCII case only', () => {
    fc.assert(
      fc.property(anyNamePair(), ([one, other]) => {
        expect(usernameKey(one) === usernameKey(other)).toBe(isSameName(one, other));
      }),
      {
        numRuns: 1000,
        examples: [[['\u212Aelvin', 'kelvin']], [['mar\u0131a', 'maria']], [['A\0', 'a\0']]],
      },
    );
  });

  test('of a single character is shared with no other but its ASCII case', () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
    const keys = new Set(units.map(usernameKey));
    expect(keys.size).toBe(units.length - 26);
    expect(usernameKey('\u212A')).not.toBe(usernameKey('k'));
  });

  test('of an accepted username is an accepted username', () => {
    fc.assert(
      fc.property(nameLikeText, (name) => {
        expect(parseUsername(usernameKey(name)).ok).toBe(parseUsername(name).ok);
      }),
    );
  });
});

function verdictOn(input: unknown): string {
  const parsed = parseUsername(input);
  return parsed.ok ? 'fine' : parsed.error.code;
}

/** Two unrelated names, or one name and the same name in another case or form. */
function anyNamePair(): fc.Arbitrary<[string, string]> {
  return fc.oneof(
    fc.tuple(anyText, anyText),
    fc
      .tuple(anyText, fc.constantFrom(...REWRITES))
      .map(([name, rewrite]): [string, string] => [name, rewrite(name)]),
  );
}

const REWRITES: readonly ((name: string) => string)[] = [
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  (name) => name.normalize('NFKC'),
  (name) => name.trim(),
  (name) => name.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  (name) => name.replace(/k/gi, '\u212A'),
  (name) => name.replace('_', '-'),
];
