import {
  type ErrorCode,
  ErrorResponse,
  errorRegistry,
  isInputMessage,
  RestrictedErrorResponse,
} from '@portal/contract';
import { ConformanceFailure } from '../conformance-failure.ts';
import type { OperationRow } from '../contract-table.ts';
import { diffJson } from '../json/diff-json.ts';
import type { Transport } from './transport.ts';
import { trpcNumbers } from './trpc-numbers.ts';

/** The content of a response, the same for both transports. */
export type ResponseOutcome =
  | { readonly status: number; readonly value: unknown }
  | {
      readonly status: number;
      readonly code: ErrorCode;
      readonly context: Readonly<Record<string, unknown>>;
    };

export interface ReceivedBody {
  /** The request in one line. */
  readonly asked: string;
  readonly over: Transport;
  readonly status: number;
  readonly body: unknown;
  readonly correlationId: string;
  readonly operation?: OperationRow | undefined;
}

/** Reads a body; throws if the contract has no such body. Every key counts, in its order. */
export function readOutcome(received: ReceivedBody): ResponseOutcome {
  const { status, over, body } = received;
  if (status >= 200 && status < 300) return { status, value: readValue(received) };
  const code = requireErrorCode(received);
  const context = over === 'REST' ? contextOf(body) : contextOf(member(body, 'error', 'data'));
  requireBody(received, toErrorBody(received, code, context));
  return { status, code, context };
}

function readValue(received: ReceivedBody): unknown {
  const { over, body, operation } = received;
  const value = over === 'REST' ? body : member(body, 'result', 'data');
  requireBody(received, over === 'REST' ? value : { result: { data: value } });
  if (operation === undefined) return value;
  const { asked } = received;
  const result = operation.output.safeParse(value);
  if (!result.success) {
    const expected = `an answer that fits ${operation.id}`;
    const differences = result.error.issues.map(
      ({ path, message }) => `$.${path.join('.')}: ${message}`,
    );
    throw new ConformanceFailure({ asked, expected, actual: value, differences });
  }
  // Parsing drops undeclared keys and puts the others in the order of the schema.
  requireBody({ ...received, body: value }, result.data);
  return value;
}

function requireErrorCode({ asked, over, status, body }: ReceivedBody): ErrorCode {
  const message = messageOf(over, body);
  const code = errorCodes.find((candidate) => {
    const definition = errorRegistry[candidate];
    return definition.status === status && isMessageOf(candidate, message);
  });
  if (code !== undefined) return code;
  const expected = `an error of the registry with status ${status}`;
  throw new ConformanceFailure({ asked, expected, actual: body, differences: [] });
}

function messageOf(over: Transport, body: unknown): unknown {
  return over === 'REST' ? member(body, 'error') : member(body, 'error', 'message');
}

/** An invalid request may have the message of its first invalid field. */
function isMessageOf(code: ErrorCode, message: unknown): boolean {
  if (errorRegistry[code].sentence === message) return true;
  return code === 'invalid_request' && isInputMessage(String(message));
}

const errorCodes = Object.keys(errorRegistry) as ErrorCode[];

/** The whole body of an error, in the form of its transport. */
function toErrorBody(
  { over, status, correlationId, asked, body }: ReceivedBody,
  code: ErrorCode,
  context: Readonly<Record<string, unknown>>,
): unknown {
  const { trpc } = errorRegistry[code];
  const message = messageOf(over, body);
  const plain = { error: message, correlation_id: correlationId, ...context };
  const isRestriction = code === 'account_banned' || code === 'account_timed_out';
  const shape = isRestriction ? RestrictedErrorResponse : ErrorResponse;
  const result = shape.safeParse(plain);
  if (!result.success || diffJson(result.data, plain).length > 0) {
    throw new ConformanceFailure({ asked, expected: `the body of a ${code}`, actual: plain });
  }
  if (over === 'REST') return plain;
  const data = { code: trpc, httpStatus: status, correlation_id: correlationId, ...context };
  return { error: { message, code: trpcNumbers[trpc], data } };
}

const KNOWN_KEYS = ['error', 'code', 'httpStatus', 'correlation_id'];

/** The fields of an error beside those that every error has. */
function contextOf(body: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries(body ?? {}).filter(([key]) => !KNOWN_KEYS.includes(key));
  return Object.fromEntries(entries);
}

function requireBody({ asked, body }: ReceivedBody, expected: unknown): void {
  const differences = diffJson(expected, body);
  if (differences.length === 0) return;
  throw new ConformanceFailure({ asked, expected, actual: body, differences });
}

function member(body: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Readonly<Record<string, unknown>> | null | undefined)?.[key],
    body,
  );
}
