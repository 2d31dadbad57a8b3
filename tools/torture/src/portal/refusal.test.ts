import { expect, test } from 'vitest';
import { isUnavailable } from './refusal.ts';

const headers = { 'x-correlation-id': 'a' };
const body = { error: 'Service unavailable', correlation_id: 'a' };

test.each([
  ['the refusal of the contract', { status: 503, headers, text: JSON.stringify(body) }, true],
  ['another status', { status: 500, headers, text: JSON.stringify(body) }, false],
  [
    'another sentence',
    { status: 503, headers, text: JSON.stringify({ ...body, error: 'Full' }) },
    false,
  ],
  [
    'another id',
    { status: 503, headers, text: JSON.stringify({ ...body, correlation_id: 'b' }) },
    false,
  ],
  ['a field more', { status: 503, headers, text: JSON.stringify({ ...body, code: 1 }) }, false],
  ['no id', { status: 503, headers: {}, text: '{"error":"Service unavailable"}' }, false],
  ['no JSON', { status: 503, headers, text: '' }, false],
])('%s: %j is %j', (_name, reply, expected) => {
  expect(isUnavailable(reply)).toBe(expected);
});
