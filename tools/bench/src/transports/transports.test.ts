import { expect, test } from 'vitest';
import type { Asking } from './call.ts';
import { rest } from './rest.ts';
import { trpc } from './trpc.ts';

const cookie = 'psession=x';
const profile: Asking['calls'][0] = { operation: 'users.profile', input: { username: 'a/b' } };
const update: Asking = {
  cookie,
  calls: [{ operation: 'users.updateMe', input: { username: 'new' } }],
};

test('over REST a name is one segment of the path', () => {
  expect(rest.toRequest({ cookie, calls: [profile] })).toEqual({
    method: 'GET',
    path: '/v1/users/profile/a%2Fb',
    headers: { cookie },
  });
});

test('over tRPC the input of a query is in the address', () => {
  expect(trpc.toRequest({ calls: [profile] })).toEqual({
    method: 'GET',
    path: '/trpc/users.profile?input=%7B%22username%22%3A%22a%2Fb%22%7D',
    headers: {},
  });
});

test('a query without input has none in its address', () => {
  const { path } = trpc.toRequest({ calls: [{ operation: 'users.me' }] });
  expect(path).toBe('/trpc/users.me');
});

test.each([
  [rest, '/v1/users/me/update'],
  [trpc, '/trpc/users.updateMe'],
])('an update has its input in the body', (transport, path) => {
  expect(transport.toRequest(update)).toEqual({
    method: 'POST',
    path,
    headers: { cookie, 'content-type': 'application/json' },
    body: '{"username":"new"}',
  });
});

test('several calls are one batch, by number', () => {
  const { path } = trpc.toRequest({ calls: [profile, { operation: 'users.me' }] });
  const url = new URL(path, 'http://portal.example');
  expect(url.pathname).toBe('/trpc/users.profile,users.me');
  expect(url.searchParams.get('batch')).toBe('1');
  expect(JSON.parse(url.searchParams.get('input') ?? '')).toEqual({ 0: { username: 'a/b' } });
});

test.each([
  [rest, 200, '{"id":1}', { id: 1 }],
  [rest, 404, '{"error":"No","correlation_id":"x"}', 'No'],
  [trpc, 200, '{"result":{"data":{"id":1}}}', { id: 1 }],
  [trpc, 404, '{"error":{"message":"No","code":1}}', 'No'],
  [trpc, 207, '[{"result":{"data":1}},{"error":{"message":"No"}}]', [1, 'No']],
] as const)('%# a value, and the sentence of an error, are read from what was sent', (...given) => {
  const [transport, status, text, value] = given;
  expect(transport.readAnswer(status, text)).toEqual({ status, value });
});
