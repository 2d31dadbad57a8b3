import { type OperationId, operations } from '@portal/contract';

/** An answer of either transport, reduced to what both promise to be equal. */
export interface Answer {
  readonly status: number;
  /** The value, when the answer is one. */
  readonly value?: unknown;
  /** The sentence, when the answer is an error. */
  readonly error?: string;
  readonly correlation_id?: string;
  /** What an error tells beside its sentence: `reason`, `expires_at`. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
}

export interface Call {
  readonly url: string;
  readonly operation: OperationId;
  readonly cookie?: string | undefined;
  readonly input?: unknown;
}

/** Makes the same call over one transport. */
export type Transport = (call: Call) => Promise<Answer>;

export async function callRest({ url, operation, cookie, input }: Call): Promise<Answer> {
  const { method, path } = operations[operation];
  const target = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((input as Record<string, unknown>)[name])),
  );
  const response = await fetch(url + target, request(method, cookie, input));
  const text = await response.text();
  const body = JSON.parse(text);
  const { status, headers } = response;
  if (response.ok) return { status, value: body, headers, text };
  const { error, correlation_id, ...context } = body;
  return { status, error, correlation_id, context, headers, text };
}

export async function callTrpc({ url, operation, cookie, input }: Call): Promise<Answer> {
  const { method } = operations[operation];
  const isQuery = method === 'GET' && input !== undefined;
  const query = isQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  const response = await fetch(`${url}/trpc/${operation}${query}`, request(method, cookie, input));
  const text = await response.text();
  const body = JSON.parse(text);
  const { status, headers } = response;
  if (response.ok) return { status, value: body.result.data, headers, text };
  const { code, httpStatus, correlation_id, ...context } = body.error.data;
  return { status, error: body.error.message, correlation_id, context, headers, text };
}

/** Both, by name, for tables of tests. */
export const transports: readonly (readonly [string, Transport])[] = [
  ['REST', callRest],
  ['tRPC', callTrpc],
];

function request(method: string, cookie: string | undefined, input: unknown): RequestInit {
  return {
    method,
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { body: JSON.stringify(input) }),
  };
}
