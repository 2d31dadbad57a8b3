import type { ExampleViewer } from '@portal/contract';
import type { Fault } from '../controls/mock-controls.ts';

/** What overrides ask for one intercepted request, before a mock answers it. */
export interface Wishes {
  readonly examples?: Readonly<Record<string, string>>;
  readonly viewer?: ExampleViewer | undefined;
  /** Milliseconds. */
  readonly delay?: number | undefined;
  readonly fault?: Fault | undefined;
}

const noted = new WeakMap<Request, Wishes>();

export function wishesFor(request: Request): Wishes {
  return noted.get(request) ?? {};
}

/** Handlers are asked newest first, so what is noted already goes before what comes later. */
export function addWishes(request: Request, later: Wishes): void {
  const earlier = wishesFor(request);
  noted.set(request, {
    examples: { ...later.examples, ...earlier.examples },
    viewer: earlier.viewer ?? later.viewer,
    delay: earlier.delay ?? later.delay,
    fault: earlier.fault ?? later.fault,
  });
}

/** The headers of a request with its wishes among them, as the mock reads them. */
export function toWishedHeaders(request: Request): Headers {
  const headers = new Headers(request.headers);
  const { examples = {}, viewer, delay, fault } = wishesFor(request);
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
