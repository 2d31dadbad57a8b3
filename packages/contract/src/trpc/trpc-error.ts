import { TRPCError } from '@trpc/server';
import { type TRPC_ERROR_CODE_NUMBER, TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { type ErrorDefinition, errorRegistry } from '../errors/error-registry.ts';
import { type ErrorBody, refusalContext } from '../errors/error-reply.ts';
import { type Outcome, type Refusal, refusalMessage } from '../errors/refusal.ts';

/** An error as tRPC sends it: the same message as REST, the matching tRPC code, nothing internal. */
export interface PortalErrorShape {
  readonly message: string;
  /** The JSON-RPC number of the tRPC code. With a wider type, clients would infer tRPC's default error. */
  readonly code: TRPC_ERROR_CODE_NUMBER;
  readonly data: PortalErrorData;
}

export interface PortalErrorData extends Pick<ErrorBody, 'reason' | 'expires_at'> {
  readonly code: ErrorDefinition['trpc'];
  readonly httpStatus: number;
  readonly correlation_id: string;
}

export function toTrpcErrorShape(refusal: Refusal, correlationId: string): PortalErrorShape {
  const { status, trpc } = errorRegistry[refusal.code];
  return {
    message: refusalMessage(refusal),
    code: TRPC_ERROR_CODES_BY_KEY[trpc],
    data: {
      code: trpc,
      httpStatus: status,
      correlation_id: correlationId,
      ...refusalContext(refusal),
    },
  };
}

/** Returns the value of an outcome. Throws its failure in a form that tRPC passes to the error formatter. */
export function requireValue<TValue>(outcome: Outcome<TValue>): TValue {
  if (outcome.ok) return outcome.value;
  const { trpc } = errorRegistry[outcome.error.code];
  const message = refusalMessage(outcome.error);
  throw new TRPCError({ code: trpc, message, cause: new RefusalCause(outcome.error) });
}

/** The failure for an error that tRPC caught. An unexpected error is an internal error. */
export function toRefusal(error: TRPCError): Refusal {
  if (error.cause instanceof RefusalCause) return error.cause.refusal;
  switch (error.code) {
    case 'BAD_REQUEST':
    case 'PARSE_ERROR':
      return { code: 'invalid_request' };
    case 'NOT_FOUND':
      return { code: 'not_found' };
    case 'METHOD_NOT_SUPPORTED':
      return { code: 'method_not_allowed', allow: [] };
    case 'UNSUPPORTED_MEDIA_TYPE':
      return { code: 'unsupported_media_type' };
    default:
      return { code: 'internal_error' };
  }
}

class RefusalCause extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'RefusalCause';
    this.refusal = refusal;
  }
}
