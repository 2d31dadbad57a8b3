import { fieldErrorSentences } from '../../users/field-error-sentences.ts';
import { toMarkdownTable } from './markdown-table.ts';

type FieldErrorCode = keyof typeof fieldErrorSentences;

const rows: readonly (readonly [rule: string, code: FieldErrorCode])[] = [
  ['is a string', 'username_not_string'],
  ['is long enough', 'username_too_short'],
  ['is not too long', 'username_too_long'],
  ['has only `A-Z a-z 0-9 . _ -`; nothing is trimmed or normalised', 'username_invalid_characters'],
  ['is free in any ASCII case; your own name in another case counts as free', 'username_taken'],
  ['is a string', 'avatar_source_not_string'],
  ['is linked, if it is a platform (`discord` or `telegram`)', 'avatar_source_not_linked'],
  ['is `""`, a platform, or `discord_0` to `discord_5`', 'avatar_source_unknown'],
];

const rules = toMarkdownTable(
  ['field', 'rule', 'message when it fails'],
  rows.map(([rule, code]) => [toField(code), rule, toMessage(code)]),
);

export const updatesGuide = `## Updates succeed in parts

Each given field is checked alone. Valid fields are stored, invalid fields are reported, and the status is 200 either way:
\`errors\` is null, or an object with only the failed fields. The rules run in this order, and the first rule that fails
gives the message:

${rules}

- \`""\` clears \`avatar_source\` to null, which means the earliest linked platform.
- \`null\` means "not given" _(ours)_. Unknown keys are ignored and change nothing _(ours)_.
- A wrong JSON type is that field's failure and not a 400 _(ours)_; a body that is not a JSON object is a 400.
- All changes of one request are stored together. \`updated_at\` moves only when a stored value changes _(ours)_.
- Of two requests for one name exactly one gets it; the other gets the message that it is taken.`;

function toField(code: FieldErrorCode): string {
  return code.startsWith('username') ? '`username`' : '`avatar_source`';
}

function toMessage(code: FieldErrorCode): string {
  return `\`${fieldErrorSentences[code].replace('{platform}', 'discord')}\``;
}
