import {
  allowedMethods,
  createOperationCodec,
  findOperationCall,
  type Operation,
  type OperationId,
  type Outcome,
  operationEntries,
  type PortalService,
  parseJson,
} from '@portal/contract';
import type { Hono } from 'hono';
import type { Authenticate } from '../sessions/authenticate.ts';
import { readJsonBody } from './limits/json-body.ts';
import type { PortalEnv, PortalHttpContext } from './portal-env.ts';
import { JSON_TYPE, respondRefusal } from './respond.ts';

export interface TransportDependencies {
  readonly service: PortalService;
  readonly authenticate: Authenticate;
}

/** Serves each operation of the table at its documented path, and refuses other methods there. */
export function mountRest(app: Hono<PortalEnv>, dependencies: TransportDependencies): void {
  for (const [id, operation] of operationEntries) {
    const answer = createAnswer(id, operation, dependencies);
    app.on(operation.method, toHonoPath(operation.path), async (c) => {
      c.var.access.operation = id;
      const outcome = await answer(c);
      if (!outcome.ok) return respondRefusal(c, outcome.error);
      return c.body(outcome.value, 200, { 'Content-Type': JSON_TYPE });
    });
  }
  for (const [path, operations] of Map.groupBy(operationEntries, ([, { path }]) => path)) {
    const allow = operations.flatMap(([, { method }]) => allowedMethods(method));
    app.all(toHonoPath(path), (c) => respondRefusal(c, { code: 'method_not_allowed', allow }));
  }
}

type Answer = (c: PortalHttpContext) => Promise<Outcome<string>>;

/** Session, input, service, encoding: one direction, and the first that fails is the answer. */
function createAnswer(
  id: OperationId,
  operation: Operation,
  { service, authenticate }: TransportDependencies,
): Answer {
  const { parseInput, encodeOutput } = createOperationCodec(operation);
  const readInput = createInputReader(operation.input);
  const call = findOperationCall(service, id);
  return async (c) => {
    const read = await readInput(c);
    if (!read.ok) return read;
    const viewer = await authenticate(c.req.header('cookie'));
    if (!viewer.ok) return viewer;
    c.var.access.user_id = viewer.value.id;
    const input = parseInput(read.value());
    if (!input.ok) return input;
    const outcome = await call(viewer.value, input.value);
    return outcome.ok ? { ok: true, value: encodeOutput(outcome.value) } : outcome;
  };
}

/** Reading comes before the session is judged, parsing after it. */
type InputReader = (c: PortalHttpContext) => Promise<Outcome<() => unknown>>;

function createInputReader({ from }: Operation['input']): InputReader {
  switch (from) {
    case 'nothing':
      return async () => ({ ok: true, value: () => undefined });
    case 'path':
      return async (c) => ({ ok: true, value: () => c.req.param() });
    case 'body':
      return async (c) => {
        const body = await readJsonBody(c);
        return body.ok ? { ok: true, value: () => parseJson(body.value) } : body;
      };
    default:
      return from satisfies never;
  }
}

/** OpenAPI writes `{username}` where Hono writes `:username`. */
export function toHonoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
