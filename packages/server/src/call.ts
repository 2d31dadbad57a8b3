import type {
  Access,
  Callers,
  MaybePromise,
  Operation,
  OperationId,
  Outcome,
  operations,
  PortalService,
  Refusal,
  SessionCookie,
} from '@portal/contract';
import type { PortalApp, PortalContext } from './portal-env.ts';

/** One call of an operation; a request over tRPC may have several. */
export interface Call {
  /** Its place in the request. */
  readonly index: number;
  readonly id: OperationId;
  /** The input as it was sent, before its schema, or why it could not be read; JSON that cannot be parsed is undefined. */
  readonly input: Outcome<unknown>;
}

/** A call's answer, ready for either transport. */
export interface CallResult {
  /** The output as JSON. */
  readonly text: string;
  readonly cookie?: SessionCookie | undefined;
}

/** Answers one call: authentication, input, service, encoding. The first that fails is the answer. */
export type RunCall = (context: PortalContext, call: Call) => Promise<Outcome<CallResult>>;

/** Stands in front of the operations; the mock answers its examples here. */
export interface Interceptor {
  /** May answer a whole request before any of its calls runs. */
  request?(context: PortalContext, calls: readonly Call[]): Response | undefined;
  /** `proceed` answers as it would be without an interceptor. */
  call(
    context: PortalContext,
    call: Call,
    proceed: () => Promise<Outcome<CallResult>>,
  ): MaybePromise<Outcome<CallResult>>;
}

/** Every kind of access that an operation of the contract has. */
export type UsedAccess = (typeof operations)[OperationId]['access'];

export type Authenticate<TAccess extends Access = Access> = {
  readonly [TKind in TAccess]: (context: PortalContext) => MaybePromise<Outcome<Callers[TKind]>>;
};

export interface SessionCookieOptions {
  /** The `Domain` attribute; without it the cookie is this host's alone. */
  readonly domain?: string | undefined;
  /** Whether browsers send it over HTTPS alone. @default true */
  readonly secure?: boolean;
}

export interface PortalAppOptions {
  readonly service: PortalService;
  /** Who calls, for each kind of access; called once for a request, also for a batch. */
  readonly authenticate: Authenticate<UsedAccess>;
  /** Mounts what comes before the operations: logs, limits, health, docs. */
  readonly before?: (app: PortalApp) => void;
  readonly intercept?: Interceptor;
  /** Input that cannot be read reaches `intercept` instead of being refused. @default false */
  readonly lenient?: boolean;
  /** Called with an error that is a bug; the client gets `internal_error`. */
  readonly reportBug: (context: PortalContext, error: unknown) => void;
  /** The refusal for an error that is no bug, such as a busy database. */
  readonly toRefusal?: (error: unknown, context: PortalContext) => Refusal | undefined;
  /** Names a request. @default a new UUID */
  readonly toCorrelationId?: (context: PortalContext) => string;
  readonly sessionCookie?: SessionCookieOptions;
}

/** The same options for any table of operations, without the types that come from the contract's. */
export interface ServerOptions
  extends Omit<PortalAppOptions, 'service' | 'authenticate' | 'intercept'> {
  readonly operations: readonly (readonly [string, Operation])[];
  readonly service: Readonly<Record<string, unknown>>;
  readonly authenticate: Partial<Authenticate>;
  readonly intercept?: Interceptor | undefined;
}
