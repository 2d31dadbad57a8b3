import { describe, expect, test } from 'vitest';
import { expectedErrors } from '../../../test/expected-errors.ts';
import { document } from '../../../test/openapi-document.ts';
import { fieldErrorSentences } from '../../users/field-error-sentences.ts';
import { guide } from './guide.ts';

/** The guide on one line, so that no phrase is split. */
const text = guide.replace(/\s+/g, ' ');

/** The rules that the documentation leaves open, in the words around the mark. */
const ours = [
  'lifetime of the level the user holds _now_, whichever is earlier _(ours)_',
  'A change of level ends the sessions that were open _(ours)_',
  'with more than one `psession` cookie in a request _(ours)_',
  'with `reason` and `expires_at`, which is null when there is no end _(ours)_',
  'Owners can also act on each other, and on themselves _(ours)_',
  'newest first and holds at most 100 items _(ours)_',
  'The fields of a permission change are ours',
  '`null` means "not given" _(ours)_',
  'Unknown keys are ignored and change nothing _(ours)_',
  "A wrong JSON type is that field's failure and not a 400 _(ours)_",
  '`updated_at` moves only when a stored value changes _(ours)_',
  '408 and 431 are ours',
  'a tRPC batch has at most 10 calls _(ours)_',
  'a timeout whose end has passed reads as 0 _(ours)_',
];

/** Documented rules that a caller must know. */
const facts = [
  'A session lives 30 days, 1 day for Admins and Owners',
  '`portal session issue NAME` prints its cookie, ready for `curl -b`',
  'the status is 200 either way',
  '`""` clears `avatar_source` to null',
  'Of two requests for one name exactly one gets it',
  '120 a minute and client address on the user endpoints, 20 on login endpoints',
  'the seconds to wait in `Retry-After`',
  '413 `Request too large` when the body is over 16 KiB',
  '431 `Request too large` when the request line and headers are over 16 KiB',
  '`2026-03-19T12:00:00Z`. Ids are integers',
];

test('is the description of the document', () => {
  expect(document.info.description).toBe(guide);
});

test('has a part for each thing a caller needs', () => {
  const headings = [...guide.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([
    'Sessions',
    'Who sees what',
    'Updates succeed in parts',
    'Errors',
    'Limits',
    'Values',
  ]);
});

test.each(ours)('marks as ours: %s', (phrase) => {
  expect(text).toContain(phrase);
});

test('marks nothing else as ours', () => {
  const marked = ours.join('\n').match(/_\(ours\)_/g) ?? [];
  // The introduction has one more mark, to explain it.
  expect(text.match(/_\(ours\)_/g)).toHaveLength(marked.length + 1);
});

test.each(facts)('says: %s', (phrase) => {
  expect(text).toContain(phrase);
});

describe('its tables', () => {
  test('list every error, as documented', () => {
    const rows = readTable('status | error | when').map(([status, error]) => [status, error]);
    expect(rows).toEqual(expectedErrors.map(({ status, sentence }) => [`${status}`, sentence]));
  });

  test('list every message of an update, in the order of the rules', () => {
    const messages = readTable('field | rule | message when it fails').map(([, , cell]) => cell);
    expect(messages).toEqual([
      '`username must be a string`',
      '`username must be at least 3 characters`',
      '`username must be at most 32 characters`',
      '`username contains invalid characters`',
      '`username is already taken`',
      '`avatar_source must be a string`',
      '`avatar_source discord is not linked`',
      '`avatar_source must be a linked platform or discord_0 to discord_5`',
    ]);
    expect(messages).toHaveLength(Object.keys(fieldErrorSentences).length);
  });

  test('tell who sees what', () => {
    expect(readTable('viewer | sees').map(([viewer = '']) => viewer.split(/[ :]/)[0])).toEqual([
      'cannot',
      'Moderator',
      'Admin',
      'Owner',
    ]);
    expect(text).toContain('**Public**: `id`, `username`, `avatar_url`, `subscription_tier`.');
  });

  test('tell the numbers that have names', () => {
    expect(readTable('field | values').map(([field]) => field)).toEqual([
      '`permission_level`',
      '`subscription_tier`',
      '`state`',
      '`avatar_source`',
    ]);
  });

  test('have as many cells in each row as in their head', () => {
    for (const table of guide.match(/^\|.*(?:\n\|.*)+/gm) ?? []) {
      const widths = table.split('\n').map((line) => line.split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});

/** The cells of the table with these columns. */
function readTable(columns: string): readonly (readonly string[])[] {
  const lines = guide.split('\n');
  const head = lines.indexOf(`| ${columns} |`);
  if (head < 0) throw new Error(`the guide has no table of ${columns}`);
  const rest = lines.slice(head + 2);
  return rest.slice(0, rest.indexOf('')).map((line) => line.slice(2, -2).split(' | '));
}
