import { TRPCError } from '@trpc/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createFakeService } from './fake-service.ts';
import { createTestTrpc, expectError } from './test-trpc.ts';

const secretError = new Error('SECRET');
const secretSchema = z.object({ SECRET: z.literal('SECRET') });

/** Whatever a bug may throw, and what is reported of it. */
const thrown: readonly (readonly [name: string, thrown: unknown, reported: unknown])[] = [
  ['an Error', secretError, secretError],
  ['a TypeError', new TypeError('SECRET'), expect.any(TypeError)],
  [
    'an Error with details',
    Object.assign(new Error('SECRET'), { data: 'SECRET', status: 418 }),
    expect.any(Error),
  ],
  ['an error of a shape', secretSchema.safeParse({}).error, expect.any(z.ZodError)],
  ['an AbortError', new DOMException('SECRET', 'AbortError'), expect.any(DOMException)],
  ['null', null, expect.objectContaining({ cause: null })],
  ['undefined', undefined, expect.any(Error)],
  ['a string', 'SECRET', expect.objectContaining({ cause: 'SECRET' })],
  ['a number', 5, expect.objectContaining({ cause: 5 })],
  [
    'an object',
    { message: 'SECRET', code: 'NOT_FOUND' },
    expect.objectContaining({ cause: expect.anything() }),
  ],
  ['a function', () => 'SECRET', expect.any(Error)],
  [
    'an error of tRPC',
    new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'SECRET' }),
    expect.any(TRPCError),
  ],
  [
    'an error of tRPC that no call makes',
    new TRPCError({ code: 'FORBIDDEN', message: 'SECRET' }),
    expect.any(TRPCError),
  ],
  [
    'an error of another tRPC',
    Object.assign(new Error('SECRET'), { name: 'TRPCError', code: 'SECRET' }),
    expect.objectContaining({ name: 'TRPCError' }),
  ],
];

describe.each(thrown)('a bug that throws %s', (_name, error, reported) => {
  test('in the service is told to the client by its id alone, and reported with its cause', async () => {
    const me = async () => {
      throw error;
    };
    const trpc = createTestTrpc({ service: createFakeService({ 'users.me': me }) });
    const answer = await trpc.query('users.me');
    expectError(answer, 'internal_error');
    expect(answer.text).not.toContain('SECRET');
    expect([...answer.headers].join()).not.toContain('SECRET');
    expect(trpc.bugs).toEqual([reported]);
  });

  test('in judging the session is told and reported the same', async () => {
    const authenticate = async () => {
      throw error;
    };
    const trpc = createTestTrpc({ authenticate });
    expectError(await trpc.mutate('users.updateMe', {}), 'internal_error');
    expect(trpc.bugs).toEqual([reported]);
  });
});

test('the cause that is reported is the very error that was thrown', async () => {
  const me = () => Promise.reject(secretError);
  const trpc = createTestTrpc({ service: createFakeService({ 'users.me': me }) });
  await trpc.query('users.me');
  expect(trpc.bugs[0]).toBe(secretError);
});

test('a service that throws before it promises anything has a bug like any other', async () => {
  const me = () => {
    throw secretError;
  };
  const trpc = createTestTrpc({ service: createFakeService({ 'users.me': me }) });
  expectError(await trpc.query('users.me'), 'internal_error');
  expect(trpc.bugs).toEqual([secretError]);
});

describe('a value of the service that fits no shape', () => {
  const misfit = async () => ({ ok: true, value: { id: 'SECRET', user: 'SECRET' } }) as never;
  const service = createFakeService({
    'users.me': misfit,
    'users.updateMe': misfit,
    'users.profile': misfit,
  });

  test.each([
    ['users.me', undefined],
    ['users.profile', { username: 'exampleuser' }],
  ])('is a bug in %s', async (procedure, input) => {
    const trpc = createTestTrpc({ service });
    const answer = await trpc.query(procedure, input);
    expectError(answer, 'internal_error');
    expect(trpc.bugs).toEqual([expect.any(z.ZodError)]);
  });

  test('is a bug in users.updateMe', async () => {
    const trpc = createTestTrpc({ service });
    expectError(await trpc.mutate('users.updateMe', {}), 'internal_error');
    expect(trpc.bugs).toEqual([expect.any(z.ZodError)]);
  });

  test.each([undefined, null, 'SECRET', {}])(
    'is a bug when it is no outcome but %j',
    async (value) => {
      const trpc = createTestTrpc({
        service: createFakeService({ 'users.me': async () => value as never }),
      });
      expectError(await trpc.query('users.me'), 'internal_error');
      expect(trpc.bugs).toHaveLength(1);
    },
  );
});

describe('what tRPC itself refuses', () => {
  test.each(['BAD_REQUEST', 'NOT_FOUND'] as const)(
    'as %s is told without its message',
    async (code) => {
      const me = () => Promise.reject(new TRPCError({ code, message: 'SECRET' }));
      const trpc = createTestTrpc({ service: createFakeService({ 'users.me': me }) });
      const answer = await trpc.query('users.me');
      expectError(answer, code === 'NOT_FOUND' ? 'not_found' : 'invalid_request');
      expect(trpc.bugs).toEqual([]);
    },
  );
});

describe('the environment', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  test.each(['development', 'production', 'test', ''])('%j changes nothing of it', async (name) => {
    vi.stubEnv('NODE_ENV', name);
    vi.resetModules();
    const { createTestTrpc } = await import('./test-trpc.ts');
    const service = createFakeService({ 'users.me': () => Promise.reject(secretError) });
    const { text } = await createTestTrpc({ service, correlation_id: '' }).query('users.me');
    expect(JSON.parse(text)).toEqual({
      error: {
        message: 'Internal server error',
        code: -32603,
        data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, correlation_id: '' },
      },
    });
  });
});
