import { initTRPC, type TRPCError } from '@trpc/server';
import type { ErrorCode } from '../errors/error-registry.ts';
import type { Outcome } from '../errors/refusal.ts';
import type { MaybePromise } from '../operations/maybe-promise.ts';
import type { PortalService } from '../operations/portal-service.ts';
import type { Viewer } from '../users/users.service.ts';
import { type PortalErrorShape, requireValue, toRefusal, toTrpcErrorShape } from './trpc-error.ts';

/** What one request brings to its procedures. */
export interface PortalContext {
  readonly correlation_id: string;
  readonly service: PortalService;
  /** Judges the request's session; called once for each call of a batch, so remember the answer. */
  authenticate(): MaybePromise<Outcome<Viewer>>;
  /** Hears of each call when it is answered, with its error; the name is the caller's, and absent when a batch is refused whole. */
  readonly reportCall?: ((procedure: string | undefined, error?: ErrorCode) => void) | undefined;
  /** Hears of every error that is a bug, with its cause; the client hears only the correlation id. */
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

export const router = trpc.router;

/** A procedure for whoever has a live session and may use it; the session is judged before the input. */
export const signedInProcedure = trpc.procedure.use(async ({ ctx, path, next }) => {
  const viewer = requireValue(await ctx.authenticate());
  const result = await next({ ctx: { viewer } });
  if (result.ok) ctx.reportCall?.(path);
  return result;
});
