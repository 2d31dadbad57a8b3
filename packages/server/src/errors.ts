import {
  errorRegistry,
  type Refusal,
  refusalHeaders,
  TRPC_ENDPOINT,
  toErrorReply,
  toTrpcErrorShape,
} from '@portal/contract';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PortalContext } from './portal-env.ts';

export const JSON_TYPE = 'application/json';

/** Answers a request with an error, in the form of the transport it came by. */
export function fail(c: PortalContext, refusal: Refusal): Response {
  c.set('errorCode', refusal.code);
  const correlationId = c.get('correlationId');
  const body = isTrpc(c.req.path)
    ? { error: toTrpcErrorShape(refusal, correlationId) }
    : toErrorReply(refusal, correlationId).body;
  const status = errorRegistry[refusal.code].status as ContentfulStatusCode;
  const headers = { 'Content-Type': JSON_TYPE, ...refusalHeaders(refusal) };
  return c.body(JSON.stringify(body), status, headers);
}

/** Whether a path, decoded as routes compare it, is for tRPC. */
export function isTrpc(path: string): boolean {
  return path === TRPC_ENDPOINT || path.startsWith(`${TRPC_ENDPOINT}/`);
}

/** A handler for whatever the routes before it left: the path takes these methods alone. */
export function methodNotAllowed(allow: readonly string[]): (c: PortalContext) => Response {
  return (c) => fail(c, { code: 'method_not_allowed', allow });
}
