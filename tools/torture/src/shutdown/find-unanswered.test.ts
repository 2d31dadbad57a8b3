import { expect, test } from 'vitest';
import { findUnanswered } from './find-unanswered.ts';

const log = [
  '{"url":"x"}',
  '{"correlation_id":"a","status":200}',
  '{"correlation_id":"b","status":200}',
];

test('a logged request whose client got no answer is found', () => {
  expect(findUnanswered(log.join('\n'), ['a'])).toEqual(['b']);
  expect(findUnanswered(log.join('\n'), ['b', 'a'])).toEqual([]);
});
