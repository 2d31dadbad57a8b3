import {
  type Operation,
  type OperationId,
  type Outcome,
  type PortalErrorShape,
  toTrpcErrorShape,
} from '@portal/contract';
import { type AnyTRPCRouter, initTRPC, type TRPCError } from '@trpc/server';
import type { RunCall, ServerOptions } from './call.ts';
import type { PortalContext } from './portal-env.ts';
import { setSessionCookie } from './session-cookie.ts';
import { fromTrpcError, toTrpcError } from './trpc-errors.ts';

/** What one request brings to its procedures. */
export interface TrpcContext {
  readonly c: PortalContext;
  /** Whether the request is one call, answered before its headers are sent: only then can it set a cookie. */
  readonly isAlone: boolean;
  /** Why the body could not be read; only a lenient server asks procedures all the same. */
  readonly unreadable: Outcome<never> | undefined;
}

/** Some errors come before there is a context: this is how their correlation ids reach the formatter. */
export const correlationIds = new WeakMap<TRPCError, string>();

const trpc = initTRPC.context<TrpcContext>().create({
  isDev: false,
  // The mock serves the same router in a page or a service worker.
  allowOutsideOfServer: true,
  errorFormatter({ error, ctx }): PortalErrorShape {
    const correlationId = ctx?.c.get('correlationId') ?? correlationIds.get(error) ?? '';
    return toTrpcErrorShape(fromTrpcError(error), correlationId);
  },
});

/** Every operation as a procedure; schemas and services are behind `run`, as they are for REST. */
export function createTrpcRouter(run: RunCall, options: ServerOptions): AnyTRPCRouter {
  const procedures = options.operations.map(([id, operation]) => {
    const withRawInput = trpc.procedure.use(({ getRawInput, batchIndex, next }) =>
      next({ ctx: { getRawInput, index: batchIndex } }),
    );
    const procedure = withRawInput[operation.kind](async ({ ctx }) => {
      if (operation.setsCookie === true && !ctx.isAlone) {
        throw toTrpcError({ code: 'invalid_request' });
      }
      const input = ctx.unreadable ?? (await readRawInput(operation, ctx.getRawInput));
      const outcome = await run(ctx.c, { index: ctx.index, id: id as OperationId, input });
      if (!outcome.ok) throw toTrpcError(outcome.error);
      setSessionCookie(ctx.c, outcome.value.cookie, options.sessionCookie);
      ctx.c.get('onCall')?.(id);
      return JSON.parse(outcome.value.text) as unknown;
    });
    return [id, procedure] as const;
  });
  return trpc.router(Object.fromEntries(procedures));
}

/** An operation without input does not look at it, not even to see whether it is JSON. */
export async function readRawInput(
  { input }: Operation,
  getRawInput: () => Promise<unknown>,
): Promise<Outcome<unknown>> {
  if (input.from === 'nothing') return { ok: true, value: undefined };
  return { ok: true, value: await getRawInput().catch(() => undefined) };
}
