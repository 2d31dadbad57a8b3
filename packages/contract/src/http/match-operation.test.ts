import { expect, test } from 'vitest';
import { allowedMethods, matchOperation } from './match-operation.ts';

test('finds each operation by its method and path, parameters as they came', () => {
  expect(matchOperation('GET', '/v1/users/me')).toEqual({
    found: 'operation',
    id: 'users.me',
    params: {},
  });
  expect(matchOperation('GET', '/v1/users/profile/a%20b')).toEqual({
    found: 'operation',
    id: 'users.profile',
    params: { username: 'a%20b' },
  });
});

test('answers HEAD wherever GET is', () => {
  expect(matchOperation('HEAD', '/v1/users/me')).toMatchObject({ id: 'users.me' });
  expect([allowedMethods('GET'), allowedMethods('POST')]).toEqual([['GET', 'HEAD'], ['POST']]);
});

test('tells the methods of a known path', () => {
  expect(matchOperation('DELETE', '/v1/users/me/update')).toEqual({
    found: 'path',
    allow: ['POST'],
  });
});

test.each([
  '/v1/users/me/',
  '/v1/users/ME',
  '/v1/users/me.css',
  '/v1/users/profile/',
  '/v1/users/profile/a/b',
  '/v1xusers/me',
])('knows nothing at %s', (path) => {
  expect(matchOperation('GET', path)).toEqual({ found: 'nothing' });
});
