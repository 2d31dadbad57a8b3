import {
  errorRegistry,
  type Refusal,
  refusalHeaders,
  TRPC_ENDPOINT,
  toErrorReply,
  toTrpcErrorShape,
} from '@portal/contract';
import type { PortalHttpContext } from './portal-env.ts';

export const JSON_TYPE = 'application/json';

/** Refuses a request in the form of the transport it came by. */
export function respondRefusal(c: PortalHttpContext, refusal: Refusal): Response {
  c.var.access.error = refusal.code;
  const { correlation_id } = c.var;
  const headers = { ...refusalHeaders(refusal), 'Content-Type': JSON_TYPE };
  const body = isTrpc(c.req.path)
    ? { error: toTrpcErrorShape(refusal, correlation_id) }
    : toErrorReply(refusal, correlation_id).body;
  return c.body(JSON.stringify(body), errorRegistry[refusal.code].status, headers);
}

function isTrpc(path: string): boolean {
  return path === TRPC_ENDPOINT || path.startsWith(`${TRPC_ENDPOINT}/`);
}
