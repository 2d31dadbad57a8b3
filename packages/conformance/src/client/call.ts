import { TRPC_ENDPOINT } from '@portal/contract';
import type { OperationRow } from '../contract-table.ts';
import { show } from '../json/diff-json.ts';
import type { Transport } from './transport.ts';

/** One call of an operation, on either transport. */
export interface Call {
  readonly operation: OperationRow;
  readonly input?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One HTTP request, apart from its origin and its session. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  /** The operation that it calls, if it calls one. */
  readonly operation?: OperationRow;
  /** The operations of a batch, undefined for those that the contract does not have. */
  readonly batch?: readonly (OperationRow | undefined)[];
}

export const JSON_HEADERS = { 'content-type': 'application/json' } as const;

export function toRawRequest(call: Call, over: Transport): RawRequest {
  const { operation, input, headers = {} } = call;
  const { method } = operation;
  const path = over === 'REST' ? toRestPath(call) : toTrpcPath(call);
  if (method === 'GET') return { method, path, headers, operation };
  const body = JSON.stringify(input ?? {});
  return { method, path, headers: { ...JSON_HEADERS, ...headers }, body, operation };
}

/** The path with its parameters; an input that is read from the query follows it. */
function toRestPath({ operation, input }: Call): string {
  const fields = Object.entries((input ?? {}) as Readonly<Record<string, unknown>>);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(Object.fromEntries(fields)[name])),
  );
  const from: string = operation.input.from;
  if (from !== 'query' || fields.length === 0) return path;
  return `${path}?${new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value)]))}`;
}

function toTrpcPath({ operation, input }: Call): string {
  const isInQuery = operation.method === 'GET' && input !== undefined;
  const query = isInQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  return `${TRPC_ENDPOINT}/${operation.id}${query}`;
}

/** Several queries in one tRPC request. */
export function toQueryBatch(calls: readonly Call[]): RawRequest {
  const ids = calls.map(({ operation }) => operation.id).join(',');
  const inputs = Object.fromEntries(calls.map(({ input }, at) => [at, input]));
  const input = encodeURIComponent(JSON.stringify(inputs));
  return {
    method: 'GET',
    path: `${TRPC_ENDPOINT}/${ids}?batch=1&input=${input}`,
    batch: calls.map(({ operation }) => operation),
  };
}

/** A request in one line, for messages. */
export function describeRequest({ method, path, headers = {}, body }: RawRequest): string {
  const named = Object.keys(headers).length === 0 ? [] : [show(headers)];
  const sent = typeof body === 'string' ? [show(body)] : body === undefined ? [] : ['(bytes)'];
  return [method, path, ...named, ...sent].join(' ');
}
