import type { HttpBindings } from '@hono/node-server';
import type { ErrorCode, PortalContext } from '@portal/contract';
import type { Context, MiddlewareHandler } from 'hono';

/** What the log line of a request says beside its status and duration. */
export interface AccessRecord {
  operation?: string;
  user_id?: number;
  error?: ErrorCode;
}

/** What Hono carries through one request. The bindings are absent when a request never crossed a socket. */
export interface PortalEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    correlation_id: string;
    access: AccessRecord;
    /** Hears of each call of a tRPC request; absent when nothing is measured. */
    reportCall: PortalContext['reportCall'];
  };
}

export type PortalHttpContext = Context<PortalEnv>;
export type PortalMiddleware = MiddlewareHandler<PortalEnv>;
