import { type AnyTRPCProcedure, type AnyTRPCRouter, initTRPC, type TRPCError } from '@trpc/server';
import type { ErrorCode } from '../errors/error-registry.ts';
import type { Outcome } from '../errors/refusal.ts';
import type { Viewer } from '../operations/callers.ts';
import { compiledSchema } from '../operations/compiled-schema.ts';
import type { MaybePromise } from '../operations/maybe-promise.ts';
import type { Operation } from '../operations/operation.ts';
import { createOperationCodec } from '../operations/operation-codec.ts';
import { type OperationId, operationEntries } from '../operations/operations.ts';
import type { PortalService } from '../operations/portal-service.ts';
import { type PortalErrorShape, requireValue, toRefusal, toTrpcErrorShape } from './trpc-error.ts';

/** What one request brings to its procedures. */
export interface PortalContext {
  readonly correlation_id: string;
  readonly service: PortalService;
  /** Called once for each call of a batch, so remember the answer. */
  authenticate(): MaybePromise<Outcome<Viewer>>;
  /** Called for each call when it is answered, with its error; the name is the caller's, and absent when a batch is refused whole. */
  readonly reportCall?: ((procedure: string | undefined, error?: ErrorCode) => void) | undefined;
  /** Called with every error that is a bug; the client gets no more than the correlation id. */
  reportBug(error: unknown): void;
}

/** Some errors come before there is a context; this is how their correlation ids reach the formatter. */
export const correlationIds = new WeakMap<TRPCError, string>();

const trpc = initTRPC.context<PortalContext>().create({
  isDev: false,
  // The mock serves the same router in a page or a service worker.
  allowOutsideOfServer: true,
  errorFormatter({ error, ctx }): PortalErrorShape {
    return toTrpcErrorShape(
      toRefusal(error),
      ctx?.correlation_id ?? correlationIds.get(error) ?? '',
    );
  },
});

const signedIn = trpc.procedure.use(async ({ ctx, path, next }) => {
  const viewer = requireValue(await ctx.authenticate());
  const result = await next({ ctx: { viewer } });
  if (result.ok) ctx.reportCall?.(path);
  return result;
});

/** An operation as a procedure, for whoever has a live session; the session goes before the input. */
function createProcedure(id: OperationId, operation: Operation): AnyTRPCProcedure {
  const { parseInput } = createOperationCodec(operation);
  const parse = (raw: unknown) => requireValue(parseInput(raw));
  const hasInput = operation.input.from !== 'nothing';
  // An operation without input does not look at it, not even to see whether it is JSON.
  const base = hasInput ? (signedIn.input(parse) as unknown as typeof signedIn) : signedIn;
  const encode = (value: unknown) => compiledSchema(operation.output).parse(value);
  return base.output(encode)[operation.kind](async ({ ctx, input }) => {
    const call = ctx.service[id] as OperationCall;
    return requireValue(await call(ctx.viewer, input));
  });
}

type OperationCall = (viewer: Viewer, input: unknown) => MaybePromise<Outcome<unknown>>;

/** The whole contract as tRPC procedures. */
export const portalRouter: AnyTRPCRouter = trpc.router(
  Object.fromEntries(operationEntries.map(([id, row]) => [id, createProcedure(id, row)])),
);
