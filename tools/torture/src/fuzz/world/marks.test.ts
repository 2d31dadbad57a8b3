import { describe, expect, test } from 'vitest';
import {
  findMarks,
  type Mark,
  type Reader,
  toMarkedNumber,
  toMarkedText,
  toMarkedTime,
} from './marks.ts';

const readers: readonly Reader[] = ['moderator', 'admin', 'owner', 'self', 'restricted', 'nobody'];

describe.each(readers)('a mark for %s', (reader) => {
  const mark: Mark = { reader, userId: 42 };

  test.each([
    ['a text', JSON.stringify({ reason: toMarkedText(mark, 'reason') })],
    ['a moment', JSON.stringify({ at: toMarkedTime(mark, 7) })],
    ['a number', JSON.stringify({ id: toMarkedNumber(mark, 7) })],
  ])('is found in %s, with its user', (_form, text) => {
    expect(findMarks(text)).toEqual([mark]);
  });
});

test('a later turn of a moment is later', () => {
  const mark = { reader: 'admin', userId: 3 } as const;
  expect(toMarkedTime(mark, 1) > toMarkedTime(mark)).toBe(true);
});

test.each([
  '2026-01-01T00:00:42Z',
  '3f0c2f6e-6f0b-4a39-9d53-911000042000',
  'user-42',
  '12345678901234567890',
])('%s is no mark', (text) => {
  expect(findMarks(text)).toEqual([]);
});
