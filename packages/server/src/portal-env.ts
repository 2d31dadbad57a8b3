import type { ErrorCode } from '@portal/contract';
import type { Context, Hono } from 'hono';
import type { Outgoing } from './abort-on-error.ts';

/** What Hono's types need to know of a request to Portal. */
export interface PortalEnv {
  /** What @hono/node-server adds; absent in a browser and in this process. */
  Bindings: {
    readonly incoming?: IncomingRequest | undefined;
    readonly outgoing?: Outgoing | undefined;
  };
  Variables: {
    /** Names the request in the log, in its errors and in `X-Correlation-Id`. */
    correlationId: string;
    /** What the request calls: an operation's id, or as many procedures as a batch names. */
    operation?: string;
    /** The error the request is answered with. */
    errorCode?: ErrorCode;
    /** Who called, for the log. */
    userId?: number;
    botId?: number;
    apiKeyId?: number;
    /** Called for each call of a tRPC request; the name is the client's, and undefined if a batch was refused whole. */
    onCall?: ((procedure: string | undefined, error?: ErrorCode) => void) | undefined;
  };
}

/** The part of Node's IncomingMessage that the middlewares read: a request as it was sent. */
export interface IncomingRequest {
  readonly httpVersionMajor: number;
  readonly httpVersionMinor: number;
  readonly url?: string | undefined;
  readonly headers: { readonly host?: string | undefined };
  readonly rawHeaders: readonly string[];
}

export type PortalContext = Context<PortalEnv>;

export type PortalApp = Hono<PortalEnv>;
