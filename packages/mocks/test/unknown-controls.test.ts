import { EXAMPLE_VIEWERS, examples } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { FAULTS } from '../src/controls.ts';
import { createMock } from '../src/create-mock.ts';
import { COOKIE, send } from './send.ts';
import { transports } from './transports.ts';
import { linkedClients } from './trpc-links.ts';

const mock = createMock();
const names = Object.keys(examples['users.me']);
const operationForms = Object.keys(examples).map((id) => `${id}=example`);

describe.each(transports)('over %s', (_name, call) => {
  test.each([
    ['an unknown name', { prefer: 'example=nobody' }, 'users.me has no example nobody'],
    ['an unknown status', { prefer: 'code=418' }, 'users.me has no example with status 418'],
    ['what is no status', { prefer: 'code=2e2' }, 'users.me has no example with status 2e2'],
    [
      'a name with another status',
      { prefer: 'code=404, example=owner' },
      'users.me has no example owner with status 404',
    ],
    [
      'an unknown name by operation',
      { 'mock-example': 'users.me=nobody' },
      'users.me has no example nobody',
    ],
    [
      "an unknown name in the browser's cookie",
      { cookie: `${COOKIE}; mock_controls=users.me%3Dnobody` },
      'users.me has no example nobody',
    ],
  ])('%s is answered 501, with what exists', async (_case, asked, sentence) => {
    const headers = { cookie: COOKIE, ...asked };
    const answer = await call(mock, { operation: 'users.me', headers });
    expect([answer.status, answer.error]).toEqual([501, sentence]);
    expect(answer.context).toEqual({ available: names, codes: [200, 401, 403, 429, 500, 503] });
    expect(answer.correlation_id).toBe(answer.headers.get('x-correlation-id'));
    expect(answer.headers.get('mock-example')).toBeNull();
    expect(answer.headers.get('preference-applied')).toBeNull();
  });

  test.each([
    ['Mock-Viewer', { 'mock-viewer': 'boss' }, ['Mock-Viewer cannot be boss', EXAMPLE_VIEWERS]],
    [
      "a viewer in the browser's cookie",
      { cookie: 'mock_controls=viewer%3Dboss' },
      ['Mock-Viewer cannot be boss', EXAMPLE_VIEWERS],
    ],
    ['Mock-Fault', { 'mock-fault': 'explode' }, ['Mock-Fault cannot be explode', FAULTS]],
    [
      'an operation in Mock-Example',
      { 'mock-example': 'users.me=owner, user.me=owner' },
      ['Mock-Example names no operation: user.me=owner', operationForms],
    ],
    [
      'a Mock-Example without an operation',
      { 'mock-example': 'owner' },
      ['Mock-Example names no operation: owner', operationForms],
    ],
    [
      'a Mock-Example without a name',
      { 'mock-example': 'users.me=' },
      ['Mock-Example names no operation: users.me=', operationForms],
    ],
  ] as const)(
    '%s that does not exist is told the same way',
    async (_case, asked, [sentence, available]) => {
      const headers = { cookie: COOKIE, ...asked };
      const answer = await call(mock, { operation: 'users.me', headers });
      expect([answer.status, answer.error]).toEqual([501, sentence]);
      expect(answer.context).toEqual({ available });
    },
  );
});

test('what is written in another script is told in the body, where any text may be', async () => {
  const headers = { cookie: `${COOKIE}; mock_controls=users.me%3D%D0%B8%D0%BC%D1%8F` };
  const answer = await send(mock, '/v1/users/me', { headers });
  expect(answer.status).toBe(501);
  expect(answer.body).toMatchObject({ error: 'users.me has no example имя' });
});

test('a preference of somebody else is ignored, as RFC 7240 has it', async () => {
  const headers = { cookie: COOKIE, prefer: 'respond-async, wait=100, delay=soon, return=minimal' };
  const answer = await send(mock, '/v1/users/me', { headers });
  expect([answer.status, answer.headers.get('preference-applied')]).toEqual([200, null]);
});

test.each(linkedClients)(
  'a client with %s is told of an unknown example',
  async (_link, create) => {
    const client = create(mock, { headers: { cookie: COOKIE, prefer: 'example=nobody' } });
    await expect(client.users.me.query()).rejects.toMatchObject({
      message: 'users.me has no example nobody',
      data: { code: 'NOT_IMPLEMENTED', httpStatus: 501, available: names },
    });
  },
);
