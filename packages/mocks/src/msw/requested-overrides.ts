import type { ExampleViewer } from '@portal/contract';
import type { Fault } from '../controls.ts';

/** What overrides ask for one request, before a mock answers it. */
export interface RequestedOverrides {
  readonly examples?: Readonly<Record<string, string>>;
  readonly viewer?: ExampleViewer | undefined;
  /** Milliseconds. */
  readonly delay?: number | undefined;
  readonly fault?: Fault | undefined;
}

const requested = new WeakMap<Request, RequestedOverrides>();

export function overridesFor(request: Request): RequestedOverrides {
  return requested.get(request) ?? {};
}

/** Handlers run newest first, so an override that is there already goes before a later one. */
export function addOverrides(request: Request, later: RequestedOverrides): void {
  const earlier = overridesFor(request);
  requested.set(request, {
    examples: { ...later.examples, ...earlier.examples },
    viewer: earlier.viewer ?? later.viewer,
    delay: earlier.delay ?? later.delay,
    fault: earlier.fault ?? later.fault,
  });
}

/** The headers of a request with its overrides among them, as the mock reads them. */
export function toOverriddenHeaders(request: Request): Headers {
  const headers = new Headers(request.headers);
  const { examples = {}, viewer, delay, fault } = overridesFor(request);
  for (const [operation, example] of Object.entries(examples)) {
    prepend(headers, 'Mock-Example', `${operation}=${example}`);
  }
  if (viewer !== undefined) headers.set('Mock-Viewer', viewer);
  if (delay !== undefined) prepend(headers, 'Prefer', `delay=${delay}`);
  if (fault !== undefined) headers.set('Mock-Fault', fault);
  return headers;
}

/** The first of a name counts, so an override goes before what the page itself asks for. */
function prepend(headers: Headers, name: string, item: string): void {
  const given = headers.get(name);
  headers.set(name, given === null ? item : `${item}, ${given}`);
}
