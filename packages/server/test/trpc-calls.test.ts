import { documentedPayloads, type ErrorCode, errorRegistry, refuse } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { createFakeService, detail } from './fake-service.ts';
import {
  createTestTrpc,
  expectError,
  type TrpcAnswer,
  toExampleRefusal,
  toPost,
  VIEWER,
} from './test-trpc.ts';

const me = documentedPayloads['users.me'].payload;

describe('a call', () => {
  test('without input is answered with the value of the service', async () => {
    expectValue(await createTestTrpc().query('users.me'), me);
  });

  test('with input in the query is answered with the value of the service', async () => {
    const answer = await createTestTrpc().query('users.profile', { username: 'ExampleUser' });
    expectValue(answer, documentedPayloads['users.profile'].payload);
  });

  test('with input in the body is answered with the value of the service', async () => {
    const answer = await createTestTrpc().mutate('users.updateMe', { username: 'newname' });
    expectValue(answer, { user: { ...me, username: 'newname' }, errors: null });
  });

  test('is answered in full when the profile is a detail', async () => {
    const trpc = createTestTrpc({
      authenticate: async () => ({
        ok: true,
        value: { id: 1, session_id: 7, permission_level: 3 },
      }),
    });
    expectValue(await trpc.query('users.profile', { username: 'exampleuser' }), detail);
  });

  test('is answered with the failed fields of an update and a good status', async () => {
    const answer = await createTestTrpc().mutate('users.updateMe', { username: 5 });
    expectValue(answer, { user: me, errors: { username: 'username must be a string' } });
  });

  test('never carries a key that the shape does not declare', async () => {
    const leaky = { ...detail, token_hash: 'SECRET', sanctions: ['SECRET'] };
    const trpc = createTestTrpc({
      service: createFakeService({ 'users.profile': async () => ({ ok: true, value: leaky }) }),
    });
    expectValue(await trpc.query('users.profile', { username: 'exampleuser' }), detail);
  });

  test('reaches the service with the viewer and the parsed input', async () => {
    const received: unknown[] = [];
    const service = createFakeService({
      async 'users.updateMe'(...args) {
        received.push(args);
        return refuse({ code: 'service_unavailable' });
      },
    });
    const body = '{"id":1,"avatar_source":{"a":1},"__proto__":{"username":"x"}}';
    await createTestTrpc({ service }).send('users.updateMe', toPost(body));
    expect(received).toEqual([[VIEWER, { avatar_source: { a: 1 } }]]);
  });
});

const codes = Object.keys(errorRegistry) as ErrorCode[];

describe.each(codes)('the refusal %s', (code) => {
  const outcome = refuse(toExampleRefusal(code));
  const bugs = code === 'internal_error' ? [expect.any(Error)] : [];

  test('of the session is answered as it is', async () => {
    const trpc = createTestTrpc({ authenticate: async () => outcome });
    expectError(await trpc.query('users.me'), code);
    expect(trpc.bugs).toEqual(bugs);
  });

  test('of the service is answered as it is', async () => {
    const trpc = createTestTrpc({
      service: createFakeService({ 'users.updateMe': async () => outcome }),
    });
    expectError(await trpc.mutate('users.updateMe', {}), code);
    expect(trpc.bugs).toEqual(bugs);
  });
});

describe('a call that is none', () => {
  test.each([
    'users.absent',
    'users',
    'users.me.more',
    'users/me',
    'USERS.ME',
    'users.me,users.me',
    'absent',
    '__proto__',
    'constructor',
    'users.__proto__',
    'users.hasOwnProperty',
    '',
  ])('of %j is not found', async (procedure) => {
    const trpc = createTestTrpc();
    expectError(await trpc.query(procedure), 'not_found');
    expect(trpc.bugs).toEqual([]);
  });

  test.each(['users.me', 'users.profile'])(
    'of the query %s by POST names GET and HEAD',
    async (procedure) => {
      const answer = await createTestTrpc().mutate(procedure, { username: 'exampleuser' });
      expectError(answer, 'method_not_allowed');
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
    },
  );

  test('of a mutation by GET names POST, and changes nothing', async () => {
    const trpc = createTestTrpc();
    const answer = await trpc.query('users.updateMe', { username: 'newname' });
    expectError(answer, 'method_not_allowed');
    expect(answer.headers.get('allow')).toBe('POST');
    expectValue(await trpc.query('users.me'), me);
  });

  test.each(['?input={', '?input=', '?input=5', '?input=null', '?input=[]', '?input="a"', ''])(
    'of a query with %j for its input is invalid',
    async (query) => {
      expectError(await createTestTrpc().send(`users.profile${query}`), 'invalid_request');
    },
  );

  test.each(['{}', '{"username":5}', '{"username":null}', '{"Username":"a"}', '{"json":{}}'])(
    'of a profile for %s is invalid',
    async (input) => {
      const query = `?input=${encodeURIComponent(input)}`;
      expectError(await createTestTrpc().send(`users.profile${query}`), 'invalid_request');
    },
  );

  test.each(['{', '', '5', 'null', '[]', '"a"', 'username=a', '{"username":"a"}{}'])(
    'of a mutation with the body %j is invalid',
    async (body) => {
      const trpc = createTestTrpc();
      expectError(await trpc.send('users.updateMe', toPost(body)), 'invalid_request');
      expect(trpc.bugs).toEqual([]);
    },
  );
});

describe('the session', () => {
  test.each([
    ['a query with a broken input', 'users.profile?input={', undefined],
    ['a query without its input', 'users.profile', undefined],
    ['a mutation with a broken body', 'users.updateMe', toPost('{')],
    ['a mutation whose body is no object', 'users.updateMe', toPost('5')],
  ])('is judged before the input: %s', async (_case, target, init) => {
    const refusal = refuse({ code: 'authentication_required' });
    const trpc = createTestTrpc({ authenticate: async () => refusal });
    expectError(await trpc.send(target, init), 'authentication_required');
  });

  test('keeps whoever it refuses from the service', async () => {
    const trpc = createTestTrpc({
      authenticate: async () => refuse({ code: 'authentication_required' }),
      service: createFakeService({
        'users.me': () => Promise.reject(new Error('reached the service')),
      }),
    });
    expectError(await trpc.query('users.me'), 'authentication_required');
    expect(trpc.bugs).toEqual([]);
  });
});

/** Equal as text, so the order of keys counts. */
function expectValue({ status, headers, text }: TrpcAnswer, data: unknown): void {
  expect(text).toBe(JSON.stringify({ result: { data } }));
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
}
