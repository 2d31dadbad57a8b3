import { expect, test } from 'vitest';
import { documentedPayloads } from '../documented/documented-payloads.ts';
import { createOperationCodec } from './operation-codec.ts';
import { operations } from './operations.ts';

test('encodes in the documented order, and drops what the shape does not declare', () => {
  const { encodeOutput } = createOperationCodec(operations['users.profile']);
  const { payload } = documentedPayloads['users.profile'];
  const { id, ...rest } = payload;
  expect(encodeOutput({ token_hash: 'SECRET', ...rest, id })).toBe(JSON.stringify(payload));
});

test('throws on an output that fits no shape, which is a bug', () => {
  const { encodeOutput } = createOperationCodec(operations['users.me']);
  expect(() => encodeOutput({ id: 42 })).toThrow();
});

test('an input that does not fit is an invalid request', () => {
  const { parseInput } = createOperationCodec(operations['users.updateMe']);
  expect(parseInput({ username: 5, color: 'red' })).toEqual({ ok: true, value: { username: 5 } });
  for (const input of [[], null, 'text', undefined]) {
    expect(parseInput(input)).toEqual({ ok: false, error: { code: 'invalid_request' } });
  }
});

test('an operation without input takes anything for none', () => {
  const { parseInput } = createOperationCodec(operations['users.me']);
  expect(parseInput({ any: 'thing' })).toEqual({ ok: true, value: undefined });
});
