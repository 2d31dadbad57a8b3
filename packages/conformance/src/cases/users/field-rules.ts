import type { UpdatedUser } from '@portal/contract';
import { fieldMessages } from '../../oracle/check-update.ts';

/** One rule of an update's field, with inputs that break it. */
export interface FieldRule {
  readonly code: keyof typeof fieldMessages;
  readonly field: 'username' | 'avatar_source';
  readonly inputs: readonly unknown[];
}

const KELVIN_SIGN = '\u212A';
const EMOJI = '😀';

/** Every rule but those about other users and links. */
export const fieldRules: readonly FieldRule[] = [
  {
    code: 'username_not_string',
    field: 'username',
    inputs: [5, 0, true, false, [], ['newname'], {}, { toString: 'newname' }, 1e300],
  },
  {
    code: 'username_too_short',
    field: 'username',
    inputs: ['', 'a', 'ab', '  ', EMOJI.repeat(2), 'é'],
  },
  {
    code: 'username_too_long',
    field: 'username',
    inputs: ['a'.repeat(33), ' '.repeat(33), EMOJI.repeat(33), 'x'.repeat(1000)],
  },
  {
    code: 'username_invalid_characters',
    field: 'username',
    inputs: [
      'no spaces',
      ' newname',
      'newname ',
      'newname\n',
      'new\u0000name',
      'näme',
      'na\u0308me',
      `ta${KELVIN_SIGN}enname`,
      'ｆｕｌｌ',
      'a@b',
      'a/b',
      'a\\b',
      '<b>a</b>',
      "a'--",
      EMOJI.repeat(3),
      '\u200Bname',
      '\uD800name',
    ],
  },
  {
    code: 'avatar_source_not_string',
    field: 'avatar_source',
    inputs: [5, 0, true, false, [], ['discord'], {}],
  },
  {
    code: 'avatar_source_unknown',
    field: 'avatar_source',
    inputs: [
      'myspace',
      'Discord',
      'discord_6',
      'discord_',
      'discord_00',
      'discord_-1',
      ' ',
      'null',
    ],
  },
];

/** The `errors` of an update in which this field alone failed. */
export function toErrors({ code, field }: FieldRule): UpdatedUser['errors'] {
  return { [field]: fieldMessages[code] };
}

/** Inputs that pass, and what is stored of each. */
export const passingUsernames: readonly string[] = [
  'abc',
  'a'.repeat(32),
  '...',
  '___',
  '---',
  '123',
  'MixedCase',
  'a.b_c-d',
  'constructor',
  '__proto__',
];
