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
export { SECURITY_HEADERS } from './middleware/security-headers.ts';
export { createPortalApp, createServerApp } from './portal-app.ts';
export type { IncomingRequest, PortalApp, PortalContext, PortalEnv } from './portal-env.ts';
