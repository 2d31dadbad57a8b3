import {
  createOperationCodec,
  type MaybePromise,
  matchOperation,
  type Operation,
  type OperationId,
  type Outcome,
  operationEntries,
  type PortalService,
  parseJson,
  type Viewer,
} from '@portal/contract';
import type { Authenticate } from '../sessions/authenticate.ts';
import type { Exchange, Step } from './exchange.ts';
import { readJsonBody } from './limits/json-body.ts';
import { type Reply, replyJson, replyRefusal } from './reply.ts';

export interface TransportDependencies {
  readonly service: PortalService;
  readonly authenticate: Authenticate;
}

/** Serves each operation of the table at its documented path, and refuses other methods there. */
export function createServeRest(dependencies: TransportDependencies): Step {
  const answers = new Map(
    operationEntries.map(([id, operation]) => [id, createAnswer(id, operation, dependencies)]),
  );
  return (exchange) => {
    const match = matchOperation(exchange.request.method, exchange.path);
    switch (match.found) {
      case 'nothing':
        return undefined;
      case 'path':
        return replyRefusal(exchange, { code: 'method_not_allowed', allow: match.allow });
      case 'operation':
        exchange.access.operation = match.id;
        return answers.get(match.id)?.(exchange, match.params);
      default:
        return match satisfies never;
    }
  };
}

/** The text of a path's parameters, still encoded. */
type PathParams = Readonly<Record<string, string>>;
type OperationCall = (viewer: Viewer, input: unknown) => MaybePromise<Outcome<unknown>>;
type Answer = (exchange: Exchange, params: PathParams) => Promise<Reply>;

/** Session, input, service, encoding: one direction, and the first that fails is the answer. */
function createAnswer(
  id: OperationId,
  operation: Operation,
  { service, authenticate }: TransportDependencies,
): Answer {
  const { parseInput, encodeOutput } = createOperationCodec(operation);
  const readInput = createInputReader(operation.input);
  const call = service[id] as OperationCall;
  return async (exchange, params) => {
    const read = await readInput(exchange, params);
    if (!read.ok) return replyRefusal(exchange, read.error);
    const viewer = await authenticate(exchange.request.headers['cookie']);
    if (!viewer.ok) return replyRefusal(exchange, viewer.error);
    exchange.access.user_id = viewer.value.id;
    const input = parseInput(read.value());
    if (!input.ok) return replyRefusal(exchange, input.error);
    const outcome = await call(viewer.value, input.value);
    if (!outcome.ok) return replyRefusal(exchange, outcome.error);
    return replyJson(encodeOutput(outcome.value));
  };
}

/** Reading comes before the session is judged, parsing after it. */
type Read = Outcome<() => unknown>;
type InputReader = (exchange: Exchange, params: PathParams) => Read | Promise<Read>;

function createInputReader({ from }: Operation['input']): InputReader {
  switch (from) {
    case 'nothing':
      return () => ({ ok: true, value: () => undefined });
    case 'path':
      return (_, params) => ({ ok: true, value: () => decodeParams(params) });
    case 'query':
      throw new Error('no operation reads its query yet');
    case 'body':
      return async ({ request }) => {
        const body = await readJsonBody(request);
        return body.ok ? { ok: true, value: () => parseJson(body.value) } : body;
      };
    default:
      return from satisfies never;
  }
}

/** What cannot be decoded was refused before it came here. */
function decodeParams(params: PathParams): PathParams {
  const decoded: Record<string, string> = {};
  for (const name in params) decoded[name] = decodeURIComponent(params[name] ?? '');
  return decoded;
}
