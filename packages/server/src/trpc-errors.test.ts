import { type ErrorCode, errorRegistry, type Refusal } from '@portal/contract';
import { TRPCError } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { fromTrpcError, toTrpcError } from './trpc-errors.ts';

const CODES = Object.keys(errorRegistry) as readonly ErrorCode[];

/** What some errors carry beside their code. */
const DETAILS: Readonly<Partial<Record<ErrorCode, object>>> = {
  method_not_allowed: { allow: ['GET'] },
  account_banned: { reason: 'Spam', expires_at: null },
  account_timed_out: { reason: null, expires_at: '2026-03-19T12:00:00Z' },
  too_many_requests: { retry_after: 7 },
};

describe.each(CODES)('%s over tRPC', (code) => {
  const refusal = { code, ...DETAILS[code] } as Refusal;
  const { trpc, sentence } = errorRegistry[code];

  test('is thrown and caught without losing a detail', () => {
    expect(fromTrpcError(toTrpcError(refusal))).toBe(refusal);
  });

  test('is thrown with its code and its message', () => {
    const error = toTrpcError(refusal);
    expect([error.code, error.message]).toEqual([trpc, sentence]);
  });
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
    expect(fromTrpcError(new TRPCError({ code, message: 'SECRET' })).code).toBe(expected);
  });

  test('carries no refusal that something else merely looks like', () => {
    const cause = Object.assign(new Error('SECRET'), { refusal: { code: 'user_not_found' } });
    const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause });
    expect(fromTrpcError(error)).toEqual({ code: 'internal_error' });
  });
});
