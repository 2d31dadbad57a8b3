import { type OperationId, operations, TRPC_ENDPOINT } from '@portal/contract';
import { show } from '../json/diff-json.ts';
import type { Transport } from './transport.ts';

/** One call of an operation, whichever transport carries it. */
export interface Question {
  readonly operation: OperationId;
  readonly input?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One HTTP request, apart from where it goes and whose it is. */
export interface RawQuestion {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  /** What it is about, where it is about an operation. */
  readonly operation?: OperationId;
}

export const JSON_HEADERS = { 'content-type': 'application/json' } as const;

export function toRawQuestion(question: Question, over: Transport): RawQuestion {
  const { operation, input, headers = {} } = question;
  const { method } = operations[operation];
  const path = over === 'REST' ? toRestPath(question) : toTrpcPath(question);
  if (method === 'GET') return { method, path, headers, operation };
  const body = JSON.stringify(input ?? {});
  return { method, path, headers: { ...JSON_HEADERS, ...headers }, body, operation };
}

function toRestPath({ operation, input }: Question): string {
  return operations[operation].path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((input as Record<string, unknown> | undefined)?.[name])),
  );
}

function toTrpcPath({ operation, input }: Question): string {
  const isInQuery = operations[operation].method === 'GET' && input !== undefined;
  const query = isInQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  return `${TRPC_ENDPOINT}/${operation}${query}`;
}

/** A question in a line, for messages. */
export function describeQuestion({ method, path, headers = {}, body }: RawQuestion): string {
  const named = Object.keys(headers).length === 0 ? [] : [show(headers)];
  const sent = typeof body === 'string' ? [show(body)] : body === undefined ? [] : ['(bytes)'];
  return [method, path, ...named, ...sent].join(' ');
}
