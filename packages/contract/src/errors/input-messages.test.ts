import { expect, test } from 'vitest';
import { toTrpcErrorShape } from '../trpc/trpc-error.ts';
import { toErrorReply } from './error-reply.ts';
import { type InputMessage, inputMessages, isInputMessage } from './input-messages.ts';

test('a message is one of the list, and nothing else', () => {
  expect(inputMessages.filter((message) => !isInputMessage(message))).toEqual([]);
  expect([undefined, '', 'Invalid request', 'SECRET'].filter(isInputMessage)).toEqual([]);
});

test('the message of a field takes the place of the sentence, on both transports', () => {
  const refusal = { code: 'invalid_request', message: 'code is required' as InputMessage } as const;
  expect(toErrorReply(refusal, 'id')).toMatchObject({
    status: 400,
    body: { error: 'code is required' },
  });
  expect(toTrpcErrorShape(refusal, 'id')).toMatchObject({
    message: 'code is required',
    data: { code: 'BAD_REQUEST', httpStatus: 400 },
  });
});
