import {
  allowedMethods,
  type Operation,
  type OperationId,
  type Outcome,
  refuse,
} from '@portal/contract';
import type { RunCall, ServerOptions } from './call.ts';
import { fail, JSON_TYPE, methodNotAllowed } from './errors.ts';
import { parseJson, readJsonBody, readOptionalBody } from './json-body.ts';
import type { PortalApp, PortalContext } from './portal-env.ts';
import { setSessionCookie } from './session-cookie.ts';
import { readParams, readQuery, toRoute } from './text-input.ts';

/** Serves each operation at its documented path, and refuses other methods there. */
export function mountRest(app: PortalApp, run: RunCall, options: ServerOptions): void {
  const { intercept, sessionCookie } = options;
  for (const [id, operation] of options.operations) {
    app.on(operation.method, toRoute(operation), async (c) => {
      c.set('operation', id);
      const call = { index: 0, id: id as OperationId, input: await readInput(c, operation) };
      const answered =
        call.input.ok || options.lenient ? intercept?.request?.(c, [call]) : undefined;
      if (answered !== undefined) return answered;
      const outcome = await run(c, call);
      if (!outcome.ok) return fail(c, outcome.error);
      setSessionCookie(c, outcome.value.cookie, sessionCookie);
      return c.body(outcome.value.text, 200, { 'Content-Type': JSON_TYPE });
    });
  }
  const routes = Map.groupBy(options.operations, ([, operation]) => toRoute(operation));
  for (const [route, entries] of routes) {
    app.all(route, methodNotAllowed(entries.flatMap(([, { method }]) => allowedMethods(method))));
  }
}

/** The input as it was sent; its schema comes after the caller is known. */
async function readInput(
  c: PortalContext,
  { method, input }: Operation,
): Promise<Outcome<unknown>> {
  if (input.from === 'body') {
    const body = await readJsonBody(c);
    return body.ok ? { ok: true, value: parseJson(body.value) } : body;
  }
  if (method === 'POST') {
    const body = await readOptionalBody(c);
    if (!body.ok) return body;
    if (body.value !== '' && !isObject(parseJson(body.value))) {
      return refuse({ code: 'invalid_request' });
    }
  }
  if (input.from === 'nothing') return { ok: true, value: undefined };
  return input.from === 'path' ? readParams(c, input.schema) : readQuery(c, input.schema);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
