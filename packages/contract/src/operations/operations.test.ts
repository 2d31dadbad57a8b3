import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { operationEntries } from './operations.ts';

/** The documented table of endpoints. */
const documented = [
  ['users.me', 'GET', '/v1/users/me', 'query'],
  ['users.updateMe', 'POST', '/v1/users/me/update', 'mutation'],
  ['users.profile', 'GET', '/v1/users/profile/{username}', 'query'],
];

const session = [
  'authentication_required',
  'account_banned',
  'account_timed_out',
  'too_many_requests',
  'internal_error',
  'service_unavailable',
];
const body = ['invalid_request', 'access_denied', 'request_too_large', 'unsupported_media_type'];

/** The errors of an operation, beside those of every request. */
const documentedErrors: Readonly<Record<string, readonly string[]>> = {
  'users.me': session,
  'users.updateMe': [...session, ...body],
  'users.profile': [...session, 'user_not_found', 'invalid_request'],
};

describe('the table of operations', () => {
  test('holds the documented endpoints and no others', () => {
    const table = operationEntries.map(([id, { method, path, kind }]) => [id, method, path, kind]);
    expect(table).toEqual(documented);
  });

  test('names nothing twice: neither an id nor a method at a path', () => {
    const ids = operationEntries.map(([id]) => id.toLowerCase());
    const routes = operationEntries.map(([, { method, path }]) => `${method} ${toRoute(path)}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(routes).size).toBe(routes.length);
  });
});

describe.each(operationEntries)('%s', (id, operation) => {
  const { input, path, errors } = operation;

  test('is a query exactly when REST reads it with GET', () => {
    expect(operation.kind).toBe(operation.method === 'GET' ? 'query' : 'mutation');
  });

  test('has an id that groups and names it', () => {
    expect(id).toMatch(/^[a-z]\w*\.[a-z]\w*$/);
  });

  test('lives under the version of the API', () => {
    expect(path).toMatch(/^\/v1(\/[a-z]+|\/\{\w+\})+$/);
  });

  test('takes from its path exactly the parameters that its path names', () => {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters).toEqual(input.from === 'path' ? Object.keys(input.schema.shape) : []);
  });

  test('takes strings alone from its path, since a path holds nothing else', () => {
    const fields = input.from === 'path' ? Object.values(input.schema.shape) : [];
    expect(fields.filter((field) => !(field instanceof z.ZodString))).toEqual([]);
  });

  test('has a body only when REST posts it', () => {
    expect(operation.method).toBe(input.from === 'body' ? 'POST' : 'GET');
  });

  test('lists its errors, each once', () => {
    expect(errors.toSorted()).toEqual(documentedErrors[id]?.toSorted());
  });

  test('spends the limit of the user endpoints', () => {
    expect(operation.limit).toBe('user');
  });

  test('says what it does', () => {
    expect(operation.summary).toMatch(/^[A-Z][^.]+$/);
    expect(operation.description).toMatch(/^[A-Z].+\.$/);
  });
});

/** Replaces every parameter by `{}`, whatever its name is. */
function toRoute(path: string): string {
  return path.replace(/\{\w+\}/g, '{}');
}
