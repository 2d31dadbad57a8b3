import type { ExampleViewer } from '@portal/contract';
import { toTimestamp } from '@portal/domain';
import { createPortalApp, fail, type PortalApp, type PortalContext } from '@portal/server';
import type { MiddlewareHandler } from 'hono';
import { toMockHeaders } from './answer-headers.ts';
import { requireValidExamples } from './check-examples.ts';
import { mountControls } from './control-routes.ts';
import { type MockControls, readControls, withoutControls } from './controls.ts';
import { createInterceptor } from './examples-mode.ts';
import { applyFault, wait } from './faults.ts';
import { authenticate, sessionService } from './live-mode.ts';
import { isForeign, localOrigins } from './local-origins.ts';
import { createMockSessions, type MockSessions } from './mock-sessions.ts';
import {
  cookiesOf,
  createState,
  findState,
  type MockBindings,
  type MockMode,
  type MockState,
} from './mock-state.ts';
import { failUnknownControl } from './unknown-example.ts';

export interface MockOptions {
  /** `examples` serves the documented payloads whatever was sent; `live` keeps state per session. @default 'examples' */
  readonly mode?: MockMode;
  /** Origins beside those of this machine whose pages may call with credentials. @default [] */
  readonly corsOrigins?: readonly string[];
  /** The time in milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** Called when an answer is known, before any delay or fault; may read a clone of the response. */
  readonly onAnswer?: (event: AnswerEvent) => void;
  /** Mounts what comes before the mock, such as pages of a server. */
  readonly before?: (app: PortalApp) => void;
  /** Called with an error that is a bug of the mock. @default console.error */
  readonly reportBug?: (error: unknown) => void;
}

/** A request and how it was answered. */
export interface AnswerEvent {
  readonly request: Request;
  /** Without the mock's own controls. */
  readonly url: URL;
  readonly controls: MockControls;
  readonly viewer: ExampleViewer;
  /** The operation that was called, or the procedures of a batch, also those that do not exist. */
  readonly operations: readonly string[];
  /** `operation/status/name` of each example; the name is `live` for an answer of the session's own service. */
  readonly served: readonly string[];
  readonly violations: readonly string[];
  /** The preferences that were applied. */
  readonly applied: readonly string[];
  readonly correlationId: string;
  readonly response: Response;
}

/** Portal, mocked on web standards. */
export interface Mock {
  /**
   * Answers a request as Portal would. Rejects only if a fault was asked for or the request is aborted. Cookies are
   * given beside a request whose `Cookie` header the platform hides, as browsers do; `bindings` are those of
   * @hono/node-server.
   */
  fetch(request: Request, cookies?: string, bindings?: MockBindings): Promise<Response>;
  /** Undoes what was changed in every session; each session stays its viewer's. */
  reset(): void;
}

/** Throws if an example breaks the contract, with the example's name and the path that is wrong. */
export function createMock(options: MockOptions = {}): Mock {
  requireValidExamples();
  const { mode = 'examples', corsOrigins = [], now = Date.now } = options;
  const sessions = createMockSessions(() => toTimestamp(now()));
  const app = createPortalApp({
    service: sessionService,
    authenticate: { session: authenticate },
    intercept: createInterceptor(mode),
    lenient: true,
    reportBug: (_c, error) => reportBug(error, options),
    before(portal) {
      options.before?.(portal);
      portal.use(localOrigins(corsOrigins));
      mountControls(portal, sessions, corsOrigins);
      portal.use(createMockMiddleware(sessions, { ...options, corsOrigins }));
    },
  });
  return {
    reset: () => sessions.reset(),
    async fetch(request, cookies, bindings) {
      const env: MockBindings = { ...bindings, cookies };
      const response = await app.fetch(request, env);
      const { delay, fault } = findState(request)?.controls ?? {};
      if (delay !== undefined) await wait(delay, request.signal);
      return fault === undefined ? response : applyFault(fault, { request, response, env });
    },
  };
}

interface MiddlewareOptions extends MockOptions {
  readonly corsOrigins: readonly string[];
}

/** Reads what a request asks of the mock, and says on its answer where that comes from. */
function createMockMiddleware(
  sessions: MockSessions,
  { corsOrigins, onAnswer }: MiddlewareOptions,
): MiddlewareHandler {
  return async (c: PortalContext, next) => {
    const controls = readControls(c.req.raw, cookiesOf(c) ?? null);
    const state = createState(c, controls, sessions);
    if (controls.unknown !== undefined) {
      c.res = failUnknownControl(c, controls.unknown);
    } else if (c.req.method === 'POST' && isForeign(c, corsOrigins)) {
      c.res = fail(c, { code: 'access_denied' });
    } else {
      await next();
      await finish(c);
    }
    if (controls.delay !== undefined) state.applied.add(`delay=${controls.delay}`);
    setMockHeaders(c.res, state);
    onAnswer?.(toEvent(c, state));
  };
}

async function finish(c: PortalContext): Promise<void> {
  if (c.get('errorCode') === 'not_found' && !isDecodable(c.req.raw.url)) {
    c.res = fail(c, { code: 'invalid_request' });
  }
  // A streamed batch is read to its end: only then every call has said what it serves.
  if (c.req.header('trpc-accept') !== undefined) {
    const { status, headers } = c.res;
    c.res = new Response(await c.res.text(), { status, headers });
  }
}

function setMockHeaders({ status, headers }: Response, state: MockState): void {
  for (const [name, value] of Object.entries(toMockHeaders(state))) headers.set(name, value);
  // tRPC does not know the headers that an error promises.
  if (status === 429) headers.set('Retry-After', `${state.retryAfter}`);
}

function toEvent(c: PortalContext, state: MockState): AnswerEvent {
  const { controls, caller, violations, applied } = state;
  return {
    request: c.req.raw,
    url: withoutControls(new URL(c.req.raw.url)),
    controls,
    viewer: caller.viewer,
    operations: c.get('operation')?.split(',') ?? [],
    served: state.served.filter(Boolean),
    violations,
    applied: [...applied],
    correlationId: c.get('correlationId'),
    response: c.res,
  };
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(new URL(url).pathname);
    return true;
  } catch {
    return false;
  }
}

/** tRPC reports the example of a bug as well. */
function reportBug(error: unknown, options: MockOptions): void {
  if (error instanceof Error && error.name === 'RefusalCause') return;
  // biome-ignore lint/suspicious/noConsole: a page and a test have no other log
  const { reportBug: report = console.error } = options;
  report(error);
}
