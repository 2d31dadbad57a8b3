import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAvatarSource } from '../src/avatar/avatar-source.ts';
import { resolveAvatarUrl } from '../src/avatar/resolve-avatar-url.ts';
import { anyText, anyValue } from './arbitrary-text.ts';
import { anyAvatarSource, anyLinks } from './arbitrary-user.ts';
import { avatarUrlOf, judgeAvatarSource } from './oracle.ts';

const STEMS = ['', 'discord', 'telegram', 'Discord', 'discord_', 'telegram_', 'constructor'];
const ENDINGS = [
  '',
  '0',
  '1',
  '5',
  '6',
  '-1',
  '00',
  '05',
  '\u0661',
  ' ',
  '\n',
  '\0',
  '0\n',
  '0.png',
];

/** A valid source in about a third of the cases, otherwise an almost valid one. */
const almostSource = fc
  .tuple(fc.constantFrom(...STEMS), fc.constantFrom(...ENDINGS))
  .map((parts) => parts.join(''));

describe('the verdict on an avatar source is that of the rules written a second time', () => {
  test.for([
    { kind: 'almost sources', input: almostSource },
    { kind: 'any text', input: anyText },
    { kind: 'anything', input: anyValue },
  ])('for $kind', ({ input }) => {
    fc.assert(
      fc.property(input, anyLinks, (value, links) => {
        const parsed = parseAvatarSource(value, links);
        const verdict = parsed.ok ? { stored: parsed.value } : parsed.error;
        expect(verdict).toEqual(judgeAvatarSource(value, links));
      }),
      { numRuns: 500 },
    );
  });
});

test('of every stem with every ending only a real source passes without a link', () => {
  const all = STEMS.flatMap((stem) => ENDINGS.map((ending) => stem + ending));
  const accepted = all.filter((source) => parseAvatarSource(source, []).ok);
  expect(accepted).toEqual(['', 'discord_0', 'discord_1', 'discord_5']);
});

describe('the avatar', () => {
  test('is that of the rules written a second time', () => {
    fc.assert(
      fc.property(anyAvatarSource, anyLinks, (source, links) => {
        expect(resolveAvatarUrl(source, links)).toBe(avatarUrlOf(source, links));
      }),
      { numRuns: 1000 },
    );
  });

  test('does not hang on the order of the links', () => {
    fc.assert(
      fc.property(anyAvatarSource, anyLinks, (source, links) => {
        expect(resolveAvatarUrl(source, links.toReversed())).toBe(resolveAvatarUrl(source, links));
      }),
    );
  });

  test('of a source that is not linked is that of null', () => {
    fc.assert(
      fc.property(fc.constantFrom('discord', 'telegram'), anyLinks, (gone, links) => {
        const left = links.filter((link) => link.platform !== gone);
        expect(resolveAvatarUrl(gone, left)).toBe(resolveAvatarUrl(null, left));
      }),
    );
  });
});
