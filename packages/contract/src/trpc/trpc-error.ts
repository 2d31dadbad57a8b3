import { type TRPC_ERROR_CODE_NUMBER, TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { type ErrorDefinition, errorRegistry } from '../errors/error-registry.ts';
import { type ErrorBody, refusalContext } from '../errors/error-reply.ts';
import { type Refusal, refusalMessage } from '../errors/refusal.ts';

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
