import {
  type Example,
  examples,
  type OperationId,
  operations,
  parseJson,
  TRPC_ENDPOINT,
  type TrpcRequest,
} from '@portal/contract';
import { type Choice, chooseExample } from '../choose-example.ts';
import { admit } from './answer-call.ts';
import type { MockExchange } from './exchange.ts';
import { isObject } from './find-violations.ts';
import { decodeText } from './read-input.ts';

/** One call of a tRPC request whose procedure exists. */
export interface TrpcCall {
  readonly index: number;
  readonly id: OperationId;
  readonly input: unknown;
  readonly choice: Choice;
}

/** A tRPC request taken apart; a request that is no batch has one call. */
export interface TrpcBatch {
  readonly isBatch: boolean;
  readonly calls: readonly TrpcCall[];
  /** The text of a POST, where it has one. */
  readonly text: string | undefined;
}

/** The names in a tRPC path, whether there are such procedures or not; undefined when it cannot be decoded. */
export function readProcedures({ pathname }: URL): readonly string[] | undefined {
  return decodeText(pathname.slice(TRPC_ENDPOINT.length + 1))?.split(',');
}

/** Takes a request apart; procedures that do not exist are left for the router to refuse. */
export function readBatch(
  { url, request, controls, caller }: MockExchange,
  procedures: readonly string[],
  text: string | undefined,
): TrpcBatch {
  const isBatch = url.searchParams.get('batch') === '1';
  const query = url.searchParams.get('input') ?? undefined;
  const inputs = parseJson(request.method === 'POST' ? text : query);
  const names = isBatch ? procedures : [procedures.join(',')];
  const calls = names.flatMap((name, index) => {
    if (!Object.hasOwn(operations, name)) return [];
    const id = name as OperationId;
    const input = isBatch ? (isObject(inputs) ? inputs[index] : undefined) : inputs;
    return [{ index, id, input, choice: chooseExample(id, controls, caller.viewer) }];
  });
  return { isBatch, calls, text };
}

/** The request for the router, with an input that passes wherever the answer does not depend on it. */
export function toRouterRequest(exchange: MockExchange, batch: TrpcBatch): TrpcRequest {
  const { request, url, mode, caller } = exchange;
  const accept = request.headers.get('trpc-accept');
  const isFixed = ({ choice }: TrpcCall) =>
    choice.chosen === 'example' || mode === 'examples' || !admit(caller).ok;
  const target = new URL(url);
  let body = batch.text ?? '';
  if (batch.calls.some(isFixed)) {
    const inputs = batch.calls.map((call) => {
      return [call.index, isFixed(call) ? passingInput(call) : call.input] as const;
    });
    const given = JSON.stringify(batch.isBatch ? Object.fromEntries(inputs) : inputs[0]?.[1]);
    body = given ?? '';
    if (given !== undefined) target.searchParams.set('input', given);
  }
  const isPost = request.method === 'POST';
  return {
    // tRPC itself would answer HEAD without a look at what is asked for.
    method: isPost ? 'POST' : 'GET',
    url: isPost ? url.href : target.href,
    headers: new Headers({
      'content-type': 'application/json',
      ...(accept !== null && { 'trpc-accept': accept }),
    }),
    signal: new AbortController().signal,
    text: async () => body,
  };
}

function passingInput({ id, input }: TrpcCall): unknown {
  const declared = operations[id].input;
  if (declared.from === 'nothing' || declared.schema.safeParse(input).success) return input;
  const documented: Example = examples[id].documented;
  return declared.from === 'body' ? {} : documented.input;
}
