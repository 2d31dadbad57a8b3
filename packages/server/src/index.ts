export type {
  Authenticate,
  Call,
  CallResult,
  Interceptor,
  PortalAppOptions,
  RunCall,
  SessionCookieOptions,
} from './call.ts';
export { fail, isTrpc, JSON_TYPE, methodNotAllowed } from './errors.ts';
export { findOperation } from './find-operation.ts';
export { parseJson, readJsonBody } from './json-body.ts';
export { noStore } from './middleware/no-store.ts';
export {
  allowOrigins,
  isForeignSubresource,
  type OriginPolicy,
  requireOwnOrigin,
} from './middleware/origin-policy.ts';
export { wellFormedTarget } from './middleware/well-formed-target.ts';
export { createPortalApp, createServerApp } from './portal-app.ts';
export type { IncomingRequest, PortalApp, PortalContext, PortalEnv } from './portal-env.ts';
export { SECURITY_HEADERS } from './security-headers.ts';
export { sentTarget, toSentPath } from './sent-target.ts';
