import { TRPCError } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { expectedContext, expectedErrors, toExampleRefusal } from '../../test/expected-errors.ts';
import { requireValue, toRefusal, toTrpcErrorShape } from './trpc-error.ts';

const ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

describe.each(expectedErrors)('$code over tRPC', ({ code, status, sentence, trpc, number }) => {
  const refusal = toExampleRefusal(code);

  test('has the sentence of REST, its codes, its status and its id', () => {
    const context = expectedContext[code];
    const data = { code: trpc, httpStatus: status, correlation_id: ID, ...context };
    expect(toTrpcErrorShape(refusal, ID)).toEqual({ message: sentence, code: number, data });
  });

  test('is thrown and caught without losing a detail', () => {
    expect(toRefusal(catchError(() => requireValue({ ok: false, error: refusal })))).toBe(refusal);
  });

  test('is thrown with its code and sentence, for whoever catches it on the way', () => {
    const error = catchError(() => requireValue({ ok: false, error: refusal }));
    expect([error.code, error.message]).toEqual([trpc, sentence]);
  });
});

test('a value is handed on as it is', () => {
  const value = { id: 42 };
  expect(requireValue({ ok: true, value })).toBe(value);
});

describe('an error of tRPC itself', () => {
  test.each([
    ['BAD_REQUEST', 'invalid_request'],
    ['PARSE_ERROR', 'invalid_request'],
    ['NOT_FOUND', 'not_found'],
    ['METHOD_NOT_SUPPORTED', 'method_not_allowed'],
    ['UNSUPPORTED_MEDIA_TYPE', 'unsupported_media_type'],
    ['INTERNAL_SERVER_ERROR', 'internal_error'],
    ['UNAUTHORIZED', 'internal_error'],
    ['FORBIDDEN', 'internal_error'],
    ['TIMEOUT', 'internal_error'],
    ['TOO_MANY_REQUESTS', 'internal_error'],
    ['SERVICE_UNAVAILABLE', 'internal_error'],
    ['CLIENT_CLOSED_REQUEST', 'internal_error'],
  ] as const)('%s is %s', (code, expected) => {
    expect(toRefusal(new TRPCError({ code, message: 'SECRET' })).code).toBe(expected);
  });

  test('carries no refusal that something else merely looks like', () => {
    const cause = Object.assign(new Error('SECRET'), { refusal: { code: 'user_not_found' } });
    const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause });
    expect(toRefusal(error)).toEqual({ code: 'internal_error' });
  });
});

function catchError(work: () => unknown): TRPCError {
  try {
    work();
  } catch (error) {
    if (error instanceof TRPCError) return error;
  }
  throw new Error('nothing of tRPC was thrown');
}
