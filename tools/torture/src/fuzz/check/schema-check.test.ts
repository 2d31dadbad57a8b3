import { expect, test } from 'vitest';
import { readDocument } from '../requests/document.ts';
import { createBodyCheck } from './schema-check.ts';

const check = createBodyCheck(readDocument());
const user = { id: 42, username: 'exampleuser', avatar_url: null, subscription_tier: 0 };
const error = { error: 'Not found', correlation_id: '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11' };

test.each([
  ['users.profile', 200, user],
  ['users.profile', 404, error],
  ['users.me', 403, { ...error, reason: null, expires_at: '2026-03-19T12:00:00Z' }],
  ['', 431, error],
])('%s may answer %i with %j', (operation, status, body) => {
  expect(check(operation, status, body)).toBeUndefined();
});

test.for<[string, string, number, object]>([
  ['a key that the document does not have', 'users.profile', 200, { ...user, created_at: 'x' }],
  ['a key too few', 'users.profile', 200, { id: 42 }],
  ['a wrong type', 'users.profile', 200, { ...user, id: '42' }],
  ['the other shape', 'users.me', 200, user],
  ['a status that is not documented', 'users.me', 204, user],
  ['a key beside the error', 'users.profile', 404, { ...error, stack: 'Error' }],
  [
    'a fraction of a second',
    'users.me',
    403,
    { ...error, reason: null, expires_at: '2026-03-19T12:00:00.5Z' },
  ],
  ['an id that is none', '', 431, { ...error, correlation_id: 'x' }],
])('%s is found', ([, operation, status, body]) => {
  expect(check(operation, status, body)).toBeTypeOf('string');
});
