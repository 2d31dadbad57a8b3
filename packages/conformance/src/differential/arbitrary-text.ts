import { population } from '@portal/contract';
import { DEFAULT_AVATARS, PLATFORMS } from '@portal/domain';
import fc from 'fast-check';

const names = population.map(({ user }) => user.username);
const NAME_CHARACTERS = [...'abcXYZ019._-'];
const KELVIN_SIGN = '\u212A';

/** Names that somebody of the population has, written in any case. */
const knownName: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom('as it is', 'upper', 'lower', 'title'))
  .map(([name, way]) => inCase(name, way));

/** Few enough that a sequence comes back to a name it took before. */
const newName: fc.Arbitrary<string> = fc.constantFrom(
  'newname',
  'NewName',
  'abc',
  'a'.repeat(32),
  'a.b_c-d',
  '...',
);

const nearName: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...NAME_CHARACTERS), minLength: 0, maxLength: 36 }),
  fc.constantFrom(
    '',
    'ab',
    'a'.repeat(33),
    'no spaces',
    ' newname',
    'newname\n',
    `ta${KELVIN_SIGN}enname`,
    'ｔａｋｅｎｎａｍｅ',
    'taken\u0000name',
    '😀😀😀',
    '%',
    '%00',
    '%2e%2e',
    '../me',
    'a/b',
    'me',
    '__proto__',
    'constructor',
    'toString',
  ),
);

const anyText: fc.Arbitrary<string> = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((text) => text.toWellFormed());

export const arbitraryName: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: knownName },
  { weight: 3, arbitrary: newName },
  { weight: 2, arbitrary: nearName },
  { weight: 1, arbitrary: anyText },
);

export const arbitraryAvatarSource: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...DEFAULT_AVATARS, ...PLATFORMS, '') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('myspace', 'Discord', 'discord_6', 'discord_', 'discord_01', ' '),
  },
  { weight: 1, arbitrary: anyText },
);

function inCase(name: string, way: string): string {
  if (way === 'upper') return name.toUpperCase();
  if (way === 'lower') return name.toLowerCase();
  return way === 'title' ? `${name[0]?.toUpperCase()}${name.slice(1)}` : name;
}
