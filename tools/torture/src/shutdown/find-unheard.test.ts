import { expect, test } from 'vitest';
import { findUnheard } from './find-unheard.ts';

const log = [
  '{"url":"x"}',
  '{"correlation_id":"a","status":200}',
  '{"correlation_id":"b","status":200}',
];

test('an answer that the log tells of and nobody heard is found', () => {
  expect(findUnheard(log.join('\n'), ['a'])).toEqual(['b']);
  expect(findUnheard(log.join('\n'), ['b', 'a'])).toEqual([]);
});
