import type { OperationId } from '@portal/contract';

/** One call of the contract, by its tRPC name. */
export interface Call {
  readonly operation: OperationId;
  readonly input?: Readonly<Record<string, unknown>>;
}

/** One request: whose session it carries, if any, and its calls; more than one are a tRPC batch. */
export interface Asking {
  readonly cookie?: string | undefined;
  readonly calls: readonly [Call, ...Call[]];
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The same from every transport: the values of the calls, or the sentence of an error. */
export interface Answer {
  readonly status: number;
  readonly value: unknown;
}

/** How calls travel. */
export interface Transport {
  toRequest(asking: Asking): HttpRequest;
  /** Throws when the text is not what the transport sends. */
  readAnswer(status: number, text: string): Answer;
}

export function toHeaders({ cookie }: Asking, withBody: boolean): Record<string, string> {
  return {
    ...(cookie !== undefined && { cookie }),
    ...(withBody && { 'content-type': 'application/json' }),
  };
}
