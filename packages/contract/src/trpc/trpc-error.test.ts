import { describe, expect, test } from 'vitest';
import { expectedContext, expectedErrors, toExampleRefusal } from '../../test/expected-errors.ts';
import { toTrpcErrorShape } from './trpc-error.ts';

const ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

describe.each(expectedErrors)('$code over tRPC', ({ code, status, sentence, trpc, number }) => {
  const refusal = toExampleRefusal(code);

  test('has the sentence of REST, its codes, its status and its id', () => {
    const context = expectedContext[code];
    const data = { code: trpc, httpStatus: status, correlation_id: ID, ...context };
    expect(toTrpcErrorShape(refusal, ID)).toEqual({ message: sentence, code: number, data });
  });
});
