import {
  type Access,
  createOperationCodec,
  type MaybePromise,
  type Operation,
  type Outcome,
  refuse,
  type WithCookie,
} from '@portal/contract';
import type { Authenticate, Call, CallResult, RunCall, ServerOptions } from './call.ts';
import type { PortalContext } from './portal-env.ts';

type Serve = (caller: unknown, input: unknown) => MaybePromise<Outcome<unknown>>;

/** Where REST and tRPC meet: both hand over the input as it was sent. */
export function createRunCall(options: ServerOptions): RunCall {
  const { intercept, lenient = false } = options;
  const authenticate = authenticateOnce(options.authenticate);
  const calls = new Map(
    options.operations.map(([id, operation]) => {
      const serve = options.service[id] as Serve | undefined;
      if (serve === undefined) throw new Error(`the service has no ${id}`);
      return [id, createProceed(operation, serve, authenticate)];
    }),
  );
  return async (c, call) => {
    const proceed = async () =>
      (await calls.get(call.id)?.(c, call)) ?? refuse({ code: 'not_found' });
    if (!call.input.ok && !lenient) return call.input;
    try {
      return await (intercept === undefined ? proceed() : intercept.call(c, call, proceed));
    } catch (error) {
      const refusal = options.toRefusal?.(error, c);
      if (refusal !== undefined) return refuse(refusal);
      // Hono's error handler gets what is an Error, and nothing else that was thrown.
      throw error instanceof Error ? error : new Error('not an Error was thrown', { cause: error });
    }
  };
}

type AuthenticateCaller = (c: PortalContext, access: Access) => MaybePromise<Outcome<unknown>>;

function createProceed(operation: Operation, serve: Serve, authenticate: AuthenticateCaller) {
  const { parseInput, encodeOutput } = createOperationCodec(operation);
  return async (c: PortalContext, call: Call): Promise<Outcome<CallResult>> => {
    if (!call.input.ok) return call.input;
    const caller = await authenticate(c, operation.access);
    if (!caller.ok) return caller;
    const input = parseInput(call.input.value);
    if (!input.ok) return input;
    const outcome = await serve(caller.value, input.value);
    if (!outcome.ok) return outcome;
    if (operation.setsCookie === undefined) {
      return { ok: true, value: { text: encodeOutput(outcome.value) } };
    }
    const { value, cookie } = outcome.value as WithCookie<unknown>;
    return { ok: true, value: { text: encodeOutput(value), cookie } };
  };
}

/** Remembers who calls for as long as the request lives: a batch is authenticated once. */
function authenticateOnce(authenticate: Partial<Authenticate>): AuthenticateCaller {
  const known = new WeakMap<PortalContext, Map<Access, MaybePromise<Outcome<unknown>>>>();
  return (c, access) => {
    const callers = known.get(c) ?? new Map<Access, MaybePromise<Outcome<unknown>>>();
    const found = callers.get(access);
    if (found !== undefined) return found;
    const find = authenticate[access];
    if (find === undefined) throw new Error(`nothing authenticates ${access}`);
    const caller = find(c);
    known.set(c, callers.set(access, caller));
    return caller;
  };
}
