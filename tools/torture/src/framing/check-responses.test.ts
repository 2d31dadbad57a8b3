import { describe, expect, test } from 'vitest';
import type { WireAnswer } from '../wire/parse-answer.ts';
import { isWellFormedError, toLabel } from './check-responses.ts';

const ID = '0b0f3a55-1c2d-4e5f-8a9b-0123456789ab';
const refusal = toAnswer(400, { error: 'Invalid request', correlation_id: ID }, [
  ['content-type', 'application/json'],
  ['x-correlation-id', ID],
]);

describe('the label of an answer', () => {
  test.each<[string, WireAnswer]>([
    ['200 somebody', toAnswer(200, { username: 'somebody' })],
    ['200 somebody', toAnswer(200, { user: { username: 'somebody' }, errors: null })],
    ['400', refusal],
    ['200', toAnswer(200, null)],
    ['200', { ...toAnswer(200, ''), body: '<html>' }],
  ])('is %s', (label, answer) => {
    expect(toLabel(answer)).toBe(label);
  });
});

describe('a refusal', () => {
  test('has the form of the contract', () => {
    expect(isWellFormedError(refusal)).toBe(true);
  });

  test.each<[string, WireAnswer]>([
    ['without a body', { ...refusal, body: '' }],
    ['without a sentence', { ...refusal, body: JSON.stringify({ correlation_id: ID }) }],
    ['whose id is none', toAnswer(400, { error: 'x', correlation_id: 'x' }, refusal.headers)],
    ['without an id in its headers', { ...refusal, headers: refusal.headers.slice(0, 1) }],
    ['that is no JSON', { ...refusal, headers: refusal.headers.slice(1) }],
  ])('has another form %s', (_name, answer) => {
    expect(isWellFormedError(answer)).toBe(false);
  });
});

function toAnswer(status: number, value: unknown, headers: WireAnswer['headers'] = []): WireAnswer {
  return { status, headers, head: '', body: JSON.stringify(value) };
}
