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

/** The context of one request, for its procedures. */
export interface PortalContext {
  readonly correlation_id: string;
  readonly service: PortalService;
  /** Called once for each call of a batch, so cache the result. */
  authenticate(): MaybePromise<Outcome<Viewer>>;
  /** Called once per procedure call, with its error. `procedure` comes from the client; absent if a whole batch failed. */
  readonly reportCall?: ((procedure: string | undefined, error?: ErrorCode) => void) | undefined;
  /** Called with every unexpected error. The client gets only the correlation id. */
  reportBug(error: unknown): void;
}

/** Some errors occur before the context exists. This passes their correlation ids to the formatter. */
export const correlationIds = new WeakMap<TRPCError, string>();

const trpc = initTRPC.context<PortalContext>().create({
  isDev: false,
  // The mock also runs this router in a page or a service worker.
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

/** An operation as a procedure that needs a valid session. The session is checked before the input. */
function createProcedure(id: OperationId, operation: Operation): AnyTRPCProcedure {
  const { parseInput } = createOperationCodec(operation);
  const parse = (raw: unknown) => requireValue(parseInput(raw));
  const hasInput = operation.input.from !== 'nothing';
  // An operation without input never reads it, and does not check that it is JSON.
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
