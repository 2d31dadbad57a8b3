import { type OperationId, operations } from '@portal/contract';
import type { Mock } from '../src/create-mock.ts';
import { COOKIE, type Received, type Sent, send } from './send.ts';

/** An answer of either transport, reduced to what both promise to be equal. */
export interface Answer extends Pick<Received, 'status' | 'headers'> {
  /** The value, when the answer is one. */
  readonly value?: unknown;
  /** The sentence, when the answer is an error. */
  readonly error?: string;
  readonly correlation_id?: string;
  /** What an error tells beside its sentence. */
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface Call {
  readonly operation: OperationId;
  readonly input?: unknown;
  /** Headers beside those of the transport; by default a session cookie. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Put behind the URL: `?__code=404`. */
  readonly query?: Readonly<Record<string, string>>;
}

/** Makes the same call over one transport. */
export type Transport = (mock: Mock, call: Call) => Promise<Answer>;

export const callRest: Transport = async (mock, { operation, input, headers, query = {} }) => {
  const { method, path } = operations[operation];
  const target = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((input as Record<string, unknown>)[name])),
  );
  const sent = toSent(method, input, headers);
  const received = await send(mock, `${target}?${new URLSearchParams(query)}`, sent);
  if (received.status === 200) return { ...pick(received), value: received.body };
  const { error, correlation_id, ...context } = received.body as ErrorBody;
  return { ...pick(received), error, correlation_id, context };
};

export const callTrpc: Transport = async (mock, { operation, input, headers, query = {} }) => {
  const { method } = operations[operation];
  const search = new URLSearchParams(query);
  if (method === 'GET' && input !== undefined) search.set('input', JSON.stringify(input));
  const received = await send(mock, `/trpc/${operation}?${search}`, toSent(method, input, headers));
  const body = received.body as TrpcBody;
  if (body.error === undefined) return { ...pick(received), value: body.result?.data };
  const { code: _, httpStatus, correlation_id, ...context } = body.error.data;
  return { ...pick(received), error: body.error.message, correlation_id, context };
};

/** Both, by name, for tables of tests. */
export const transports: readonly (readonly [string, Transport])[] = [
  ['REST', callRest],
  ['tRPC', callTrpc],
];

interface ErrorBody extends Record<string, unknown> {
  readonly error: string;
  readonly correlation_id: string;
}

interface TrpcBody {
  readonly result?: { readonly data: unknown };
  readonly error?: {
    readonly message: string;
    readonly data: Record<string, unknown> & { readonly correlation_id: string };
  };
}

function pick({ status, headers }: Received): Pick<Received, 'status' | 'headers'> {
  return { status, headers };
}

function toSent(
  method: string,
  input: unknown,
  headers: Call['headers'] = { cookie: COOKIE },
): Sent {
  if (method === 'GET') return { headers };
  return {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input ?? {}),
  };
}
