import { describe, expect, test } from 'vitest';
import {
  expectedContext,
  expectedErrors,
  expectedHeaders,
  toExampleRefusal,
} from '../../test/expected-errors.ts';
import { toErrorReply } from './error-reply.ts';
import { ErrorResponse, RestrictedErrorResponse } from './error-schemas.ts';

const ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

describe.each(expectedErrors)('the reply of $code', ({ code, status, sentence }) => {
  const reply = toErrorReply(toExampleRefusal(code), ID);
  const body = { error: sentence, correlation_id: ID, ...expectedContext[code] };

  test('has its status, its sentence, its id and nothing that was not promised', () => {
    expect(reply).toEqual({ status, headers: expectedHeaders[code] ?? {}, body });
    expect(JSON.stringify(reply.body)).toBe(JSON.stringify(body));
  });

  test('fits the shape that is documented for it', () => {
    const shape = code in expectedContext ? RestrictedErrorResponse : ErrorResponse;
    expect(JSON.stringify(shape.parse(reply.body))).toBe(JSON.stringify(reply.body));
  });
});

test('a ban without a reason or an end says so with null', () => {
  const refusal = { code: 'account_banned', reason: null, expires_at: null } as const;
  expect(JSON.stringify(toErrorReply(refusal, ID).body)).toBe(
    `{"error":"Account is banned","correlation_id":"${ID}","reason":null,"expires_at":null}`,
  );
});

test('details a code does not promise stay out of the reply', () => {
  const refusal = {
    code: 'internal_error',
    reason: 'SECRET',
    expires_at: 'SECRET',
    allow: ['SECRET'],
    retry_after: 1,
    cause: 'SECRET',
  } as const;
  expect(toErrorReply(refusal, ID)).toEqual({
    status: 500,
    headers: {},
    body: { error: 'Internal server error', correlation_id: ID },
  });
});
