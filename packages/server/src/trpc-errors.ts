import { errorRegistry, type Refusal, refusalMessage } from '@portal/contract';
import { TRPCError } from '@trpc/server';

/** A refusal in the form in which tRPC carries it to the error formatter. */
export function toTrpcError(refusal: Refusal): TRPCError {
  const { trpc } = errorRegistry[refusal.code];
  const cause = new RefusalCause(refusal);
  return new TRPCError({ code: trpc, message: refusalMessage(refusal), cause });
}

/** The refusal behind an error that tRPC caught; what nobody foresaw is an internal error. */
export function fromTrpcError(error: TRPCError): Refusal {
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
