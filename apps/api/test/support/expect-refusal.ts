import { expect } from 'vitest';
import type { TestPortal } from './test-portal.ts';
import type { Answer } from './transports.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The tRPC code of each status, by name and by its JSON-RPC number. */
const TRPC_CODES: Readonly<Record<number, readonly [string, number]>> = {
  400: ['BAD_REQUEST', -32600],
  401: ['UNAUTHORIZED', -32001],
  403: ['FORBIDDEN', -32003],
  404: ['NOT_FOUND', -32004],
  405: ['METHOD_NOT_SUPPORTED', -32005],
  413: ['PAYLOAD_TOO_LARGE', -32013],
  415: ['UNSUPPORTED_MEDIA_TYPE', -32015],
  429: ['TOO_MANY_REQUESTS', -32029],
  500: ['INTERNAL_SERVER_ERROR', -32603],
  503: ['SERVICE_UNAVAILABLE', -32603],
};

export interface ExpectedRefusal {
  readonly status: number;
  readonly error: string;
  /** What the body carries beside the sentence and the id; nothing unless it is told. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * The whole answer is this refusal in the form of its transport, with nothing beside it, and one
 * correlation id is in the body, in the header and in the log.
 */
export function expectRefusal(
  { logs }: TestPortal,
  answer: Answer,
  expected: ExpectedRefusal,
): void {
  const { status, error, context, correlation_id, headers } = answer;
  expect({ status, error, context }).toEqual({ context: {}, ...expected });
  expect(correlation_id).toMatch(UUID);
  expect(headers.get('x-correlation-id')).toBe(correlation_id);
  expect(headers.get('content-type')).toBe('application/json');
  expect(answer.text).toBe(JSON.stringify(toBody(answer)));
  const lines = logs.filter((line) => line['correlation_id'] === correlation_id);
  expect(lines.filter((line) => line['status'] === expected.status)).toHaveLength(1);
}

/** The body as the contract has it, keys in order. */
function toBody({ status, text, error, correlation_id, context }: Answer): unknown {
  if (typeof JSON.parse(text).error === 'string') return { error, correlation_id, ...context };
  const [code, number] = TRPC_CODES[status] ?? [];
  const data = { code, httpStatus: status, correlation_id, ...context };
  return { error: { message: error, code: number, data } };
}
