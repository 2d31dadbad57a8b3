import {
  findOperationCall,
  type Operation,
  type OperationId,
  type Outcome,
  operationEntries,
  type PortalService,
  refuse,
} from '@portal/contract';
import type { Hono } from 'hono';
import { z } from 'zod';
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

/** Whoever may GET may ask for the headers alone. */
export function allowedMethods(method: Operation['method']): readonly string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

type Answer = (c: PortalHttpContext) => Promise<Outcome<string>>;

/** Session, input, service, encoding: one direction, and the first that fails is the answer. */
function createAnswer(
  id: OperationId,
  operation: Operation,
  { service, authenticate }: TransportDependencies,
): Answer {
  const readInput = createInputReader(operation.input);
  const call = findOperationCall(service, id);
  // Encoding through the shape drops what it does not declare and fixes the order of keys.
  const shape = z.compile(operation.output);
  return async (c) => {
    const read = await readInput(c);
    if (!read.ok) return read;
    const viewer = await authenticate(c.req.header('cookie'));
    if (!viewer.ok) return viewer;
    c.var.access.user_id = viewer.value.id;
    const input = read.value();
    if (!input.ok) return input;
    const outcome = await call(viewer.value, input.value);
    return outcome.ok ? { ok: true, value: JSON.stringify(shape.parse(outcome.value)) } : outcome;
  };
}

/** Reading comes before the session is judged, parsing after it. */
type InputReader = (c: PortalHttpContext) => Promise<Outcome<() => Outcome<unknown>>>;

function createInputReader(input: Operation['input']): InputReader {
  if (input.from === 'nothing') {
    return async () => ({ ok: true, value: () => ({ ok: true, value: undefined }) });
  }
  const shape = z.compile(input.schema);
  const parse = (value: unknown): Outcome<unknown> => {
    const result = shape.safeParse(value);
    return result.success ? { ok: true, value: result.data } : refuse({ code: 'invalid_request' });
  };
  if (input.from === 'path') {
    return async (c) => ({ ok: true, value: () => parse(c.req.param()) });
  }
  return async (c) => {
    const body = await readJsonBody(c);
    return body.ok ? { ok: true, value: () => parse(parseJson(body.value)) } : body;
  };
}

/** What is not JSON becomes undefined, which is no operation's input. */
function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** OpenAPI writes `{username}` where Hono writes `:username`. */
function toHonoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
