import { type ExampleViewer, findSessionCookie, type OperationId } from '@portal/contract';
import type { PortalContext, PortalEnv } from '@portal/server';
import type { Choice } from './choose-example.ts';
import type { MockControls } from './controls.ts';
import type { InMemoryService } from './in-memory-service.ts';
import type { MockSessions, SignedInViewer } from './mock-sessions.ts';

export type MockMode = 'examples' | 'live';

/** Who makes a request: one of the viewers, with the service of their session unless they are anonymous. */
export type Caller =
  | { readonly viewer: Extract<ExampleViewer, 'anonymous'>; readonly service?: undefined }
  | { readonly viewer: SignedInViewer; readonly service: InMemoryService };

/** What the mock knows of a request while it is answered. */
export interface MockState {
  readonly controls: MockControls;
  readonly caller: Caller;
  /** What each call asks for, by its place in the request. */
  readonly choices: Map<number, Choice>;
  /** `operation/status/name` of each call, by its place in the request. */
  readonly served: string[];
  /** What in the request breaks the contract. */
  violations: readonly string[];
  /** The preferences that were applied, as RFC 7240 echoes them. */
  readonly applied: Set<string>;
  /** Seconds, if a call was answered with a 429. */
  retryAfter?: number;
}

/** What a request brings beside itself: on Node its connection, in browsers the cookies that they hide. */
export type MockBindings = PortalEnv['Bindings'] & { readonly cookies?: string | undefined };

const states = new WeakMap<Request, MockState>();

/** Undefined for a request that is not for the contract, such as one that controls the mock. */
export function findState(request: Request): MockState | undefined {
  return states.get(request);
}

/** Throws for a request without one. */
export function stateOf(c: PortalContext): MockState {
  const state = states.get(c.req.raw);
  if (state === undefined) throw new Error('the request did not pass the mock');
  return state;
}

export function createState(
  c: PortalContext,
  controls: MockControls,
  sessions: MockSessions,
): MockState {
  const caller = findCaller(cookiesOf(c), controls, sessions);
  const state: MockState = {
    controls,
    caller,
    choices: new Map(),
    served: [],
    violations: [],
    applied: new Set(),
  };
  states.set(c.req.raw, state);
  return state;
}

export function cookiesOf(c: PortalContext): string | undefined {
  return (c.env as MockBindings | undefined)?.cookies ?? c.req.header('cookie');
}

export function toServed(id: OperationId, status: number, name: string): string {
  return `${id}/${status}/${name}`;
}

/**
 * Any session cookie signs in. `Mock-Viewer` and the browser's own choice go before whose it is, and act on the same
 * users. Requests without a cookie share one session.
 */
function findCaller(
  cookies: string | undefined,
  controls: MockControls,
  sessions: MockSessions,
): Caller {
  const token = findSessionCookie(cookies) ?? '';
  if (controls.viewer === 'anonymous' || (controls.viewer === undefined && token === '')) {
    return { viewer: 'anonymous' };
  }
  const { viewer, service } = sessions.find(token);
  return { viewer: controls.viewer ?? viewer, service };
}
