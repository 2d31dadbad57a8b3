import type { UpdatedUser } from '@portal/contract';
import type { UserFieldError } from '@portal/domain';

/** One rule of an update's field, with inputs that break it and what is said of each. */
export interface FieldRule {
  readonly code: UserFieldError['code'];
  readonly field: 'username' | 'avatar_source';
  readonly message: string;
  readonly inputs: readonly unknown[];
}

const KELVIN_SIGN = '\u212A';
const EMOJI = '😀';

/** Every rule but those about other users and links, as the documentation words them. */
export const fieldRules: readonly FieldRule[] = [
  {
    code: 'username_not_string',
    field: 'username',
    message: 'username must be a string',
    inputs: [5, 0, true, false, [], ['newname'], {}, { toString: 'newname' }, 1e300],
  },
  {
    code: 'username_too_short',
    field: 'username',
    message: 'username must be at least 3 characters',
    inputs: ['', 'a', 'ab', '  ', EMOJI.repeat(2), 'é'],
  },
  {
    code: 'username_too_long',
    field: 'username',
    message: 'username must be at most 32 characters',
    inputs: ['a'.repeat(33), ' '.repeat(33), EMOJI.repeat(33), 'x'.repeat(1000)],
  },
  {
    code: 'username_invalid_characters',
    field: 'username',
    message: 'username contains invalid characters',
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
    message: 'avatar_source must be a string',
    inputs: [5, 0, true, false, [], ['discord'], {}],
  },
  {
    code: 'avatar_source_unknown',
    field: 'avatar_source',
    message: 'avatar_source must be a linked platform or discord_0 to discord_5',
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
export function toErrors({
  field,
  message,
}: Pick<FieldRule, 'field' | 'message'>): UpdatedUser['errors'] {
  return { [field]: message };
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
